// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;

/** Classes of ours, under a root, that lie in none of the named houses. */
final class Outside extends DescribedPredicate<JavaClass> {

    private final String root;
    private final List<String> houses;

    Outside(String root, String... houses) {
        super("lie under %s outside of %s", root, String.join(" and ", houses));
        this.root = root;
        this.houses = Arrays.stream(houses).map(house -> root + "." + house).toList();
    }

    @Override
    public boolean test(JavaClass type) {
        var home = type.getPackageName();
        return isIn(home, root) && houses.stream().noneMatch(house -> isIn(home, house));
    }

    private static boolean isIn(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }
}
