// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Which products' servers the tests of a class run on: those of the matrix; with none of them there, the class is
 * skipped. On a test it stands in for the class's. A class without it is MySQL's. Contracts leave it to the classes
 * that extend them.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(SkippedWithoutServer.class)
public @interface ServersOf {
    Product[] value();
}
