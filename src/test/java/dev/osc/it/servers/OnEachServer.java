// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test that runs once on each server of {@link TestServers#matrix} that is of its class's product ({@link
 * ServersOf}). Where nobody has chosen servers (<code>-Dosc.servers</code>, <code>bin/test --all</code>) it runs on one of each
 * product's, always the same, as its name decides; with {@link #everywhere} on all of them. Its one parameter is a {@link
 * TestSchema}: empty, fresh, and dropped after the test.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SkippedWithoutServer.class)
@ParameterizedTest(name = "{0}", allowZeroInvocations = true)
@ArgumentsSource(EachServer.class)
public @interface OnEachServer {

    /** These servers in place of the matrix, for what only they do. */
    String[] only() default {};

    /** Of these products the newest server of the matrix alone: for what takes its time and is the same on all of them. */
    Product[] newestOf() default {};

    /** On every server of the matrix, chosen or not: for what the server's version decides. */
    boolean everywhere() default false;

    /** Of the matrix those that fit, in the words of {@link ServerFilter}. */
    String servers() default "";

    /** Besides the default matrix: where another version goes another way. */
    String[] also() default {};

    /** Server options as {@code name=value}; servers of one set of options are shared by all tests that ask for it. */
    String[] options() default {};
}
