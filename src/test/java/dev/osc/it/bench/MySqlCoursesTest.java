// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.bench;

import dev.osc.it.servers.Product;
import dev.osc.it.servers.ServersOf;

@ServersOf(Product.MYSQL)
final class MySqlCoursesTest extends CoursesContract {

    MySqlCoursesTest() {
        super(Product.MYSQL);
    }
}
