// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.time.Clock;
import java.util.Date;
import java.util.Set;

/** The clock on the wall, which may be set, forwards or back, at any time. */
final class WallClock {

    private static final Set<String> OF_A_CLOCK = Set.of("instant", "millis");

    static final DescribedPredicate<JavaAccess<?>> IS_READ =
            DescribedPredicate.describe("reads the clock on the wall", WallClock::reads);

    private WallClock() {}

    private static boolean reads(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getName();
        return (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
                || (owner.getPackageName().equals("java.time") && name.equals("now"))
                || (owner.isEquivalentTo(Clock.class) && OF_A_CLOCK.contains(name))
                || (owner.isEquivalentTo(Date.class) && name.equals("<init>"));
    }
}
