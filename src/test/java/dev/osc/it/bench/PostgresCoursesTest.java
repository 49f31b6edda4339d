// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.bench;

import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;

@ServersOf(Product.POSTGRESQL)
final class PostgresCoursesTest extends CoursesContract {

    PostgresCoursesTest() {
        super(Product.POSTGRESQL);
    }
}
