// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Date;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;

/** What a pure function has no use for, in packages that it else may use. */
final class Impurity {

    private static final Set<Class<?>> TYPES = Set.of(
            Thread.class,
            ThreadGroup.class,
            ThreadLocal.class,
            Process.class,
            ProcessBuilder.class,
            ProcessHandle.class,
            Runtime.class,
            ScopedValue.class,
            Date.class,
            Random.class,
            Scanner.class,
            Timer.class,
            TimerTask.class,
            UUID.class);

    private static final Set<String> PURE_ENOUGH = Set.of("arraycopy", "identityHashCode", "lineSeparator");

    static final DescribedPredicate<JavaClass> A_TYPE = DescribedPredicate.describe(
            "bring threads, processes, time or chance", type -> TYPES.stream().anyMatch(type::isEquivalentTo));

    static final DescribedPredicate<JavaAccess<?>> AN_ACCESS =
            DescribedPredicate.describe("asks the system, a monitor or chance", Impurity::asksTheOutside);

    private Impurity() {}

    private static boolean asksTheOutside(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        var name = access.getName();
        return (owner.isEquivalentTo(System.class) && !PURE_ENOUGH.contains(name))
                || (owner.isEquivalentTo(Math.class) && name.equals("random"))
                || Set.of("wait", "notify", "notifyAll").contains(name);
    }
}
