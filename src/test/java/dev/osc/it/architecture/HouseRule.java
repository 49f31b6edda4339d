// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.sql.DatabaseMetaData;

/** The rules, each for the tree of packages under any root: the real one, and the one that breaks them. */
enum HouseRule {
    SCHEMA_IS_A_LEAF,
    REPLICATION_KNOWS_ONLY_SCHEMA,
    CUTOVER_KNOWS_ONLY_SCHEMA,
    SYNC_IS_PURE,
    PACKAGES_FORM_NO_CYCLE,
    ENGINES_DO_NOT_KNOW_EACH_OTHER,
    ONLY_ENGINE_KNOWS_THE_ENGINES,
    PRODUCT_IS_ASKED_ONCE,
    TIME_IS_MEASURED_NOT_READ,
    EVERY_PACKAGE_IS_NULL_MARKED;

    /** @param root a package, without dots at its end */
    ArchRule under(String root) {
        return switch (this) {
            case SCHEMA_IS_A_LEAF ->
                classes()
                        .that()
                        .resideInAPackage(root + ".schema..")
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage("java..", "org.jspecify..", root + ".schema..");
            case REPLICATION_KNOWS_ONLY_SCHEMA -> ofOursKnowsOnlySchema(root, "replication");
            case CUTOVER_KNOWS_ONLY_SCHEMA -> ofOursKnowsOnlySchema(root, "cutover");
            case SYNC_IS_PURE -> syncIsPure(root);
            case PACKAGES_FORM_NO_CYCLE ->
                slices().matching(root + ".(**)").should().beFreeOfCycles();
            case ENGINES_DO_NOT_KNOW_EACH_OTHER ->
                CompositeArchRule.of(apart(root, "mysql", "mariadb"))
                        .and(apart(root, "mysql", "postgres"))
                        .and(apart(root, "mariadb", "postgres"))
                        .and(apart(root, "postgres", "mysql"))
                        .and(apart(root, "postgres", "mariadb"))
                        .because("only MariaDB's parts are put together from another's, MySQL's");
            case ONLY_ENGINE_KNOWS_THE_ENGINES -> onlyEngineKnowsTheEngines(root);
            case PRODUCT_IS_ASKED_ONCE -> productIsAskedOnce(root);
            case TIME_IS_MEASURED_NOT_READ ->
                noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        // what is written down for people, and what PostgreSQL's protocol has in each status message
                        .and()
                        .doNotHaveSimpleName("MigrationStore")
                        .and()
                        .doNotHaveSimpleName("WalLink")
                        .and()
                        .doNotHaveSimpleName("Requests")
                        .and()
                        .doNotHaveSimpleName("AuditTrail")
                        .and()
                        .doNotHaveSimpleName("StatusCommand")
                        // the hours of a maintenance window are the clock's
                        .and()
                        .doNotHaveSimpleName("SwapLeave")
                        .and()
                        .doNotHaveSimpleName("WindowSource")
                        // how much of a window is left when a process takes it up; then it is measured
                        .and()
                        .doNotHaveSimpleName("ReverseWindow")
                        .should()
                        .accessTargetWhere(WallClock.IS_READ)
                        .because("a clock that is set must neither end a wait nor make it last");
            case EVERY_PACKAGE_IS_NULL_MARKED ->
                classes().that().resideInAPackage(root + "..").should(new ResideInNullMarkedPackage());
        };
    }

    private static ArchRule ofOursKnowsOnlySchema(String root, String house) {
        return noClasses()
                .that()
                .resideInAPackage(root + "." + house + "..")
                .should()
                .dependOnClassesThat(new Outside(root, house, "schema"));
    }

    /** Nothing but the language, collections and key tuples: no thread, lock, clock, chance, file, network, database or log. */
    private static ArchRule syncIsPure(String root) {
        var sync = root + ".sync..";
        return CompositeArchRule.of(classes()
                        .that()
                        .resideInAPackage(sync)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java.lang",
                                "java.lang.annotation",
                                "java.lang.invoke",
                                "java.lang.runtime",
                                "java.math",
                                "java.util",
                                "java.util.function",
                                "java.util.stream",
                                "org.jspecify..",
                                root + ".schema",
                                sync))
                .and(noClasses().that().resideInAPackage(sync).should().dependOnClassesThat(Impurity.A_TYPE))
                .and(noClasses().that().resideInAPackage(sync).should().accessTargetWhere(Impurity.AN_ACCESS))
                .and(noMethods()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAPackage(sync)
                        .should()
                        .haveModifier(JavaModifier.SYNCHRONIZED));
    }

    private static ArchRule onlyEngineKnowsTheEngines(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(
                        root + ".engine..", root + "..mysql..", root + "..mariadb..", root + "..postgres..")
                // what runs once after a build, to have the costliest classes ready, must name them
                .and()
                .doNotHaveSimpleName("WarmUp")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + "..mysql..", root + "..mariadb..", root + "..postgres..");
    }

    private static ArchRule productIsAskedOnce(String root) {
        return CompositeArchRule.of(noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .and()
                        .doNotHaveSimpleName("Engines")
                        .should()
                        .callMethod(DatabaseMetaData.class, "getDatabaseProductName"))
                .and(noMethods()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAPackage(root + "..")
                        .should()
                        .haveNameMatching("(?i)(is|isNot)(mariadb|mysql|postgres).*"));
    }

    private static ArchRule apart(String root, String engine, String other) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".." + engine + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".." + other + "..")
                // most engines have few rooms yet
                .allowEmptyShould(true);
    }
}
