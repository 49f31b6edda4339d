// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HouseRulesTest {

    private static final String OURS = "dev.osc";
    private static final String TESTS = "dev.osc.it";
    private static final String BROKEN = "dev.osc.it.architecture.broken";

    private static final ImportOption NO_BROKEN = location -> !location.contains("/dev/osc/it/architecture/broken/");
    private static final ImportOption NO_TESTS = location -> !location.contains("/dev/osc/it/");

    private static final JavaClasses PRODUCT =
            new ClassFileImporter().withImportOption(NO_TESTS).importPackages(OURS);

    @ParameterizedTest
    @EnumSource
    void holdsForTheProduct(HouseRule rule) {
        rule.under(OURS).check(PRODUCT);
    }

    @Test
    void testsAreNullMarkedToo() {
        var tests = new ClassFileImporter().withImportOption(NO_BROKEN).importPackages(TESTS);

        HouseRule.EVERY_PACKAGE_IS_NULL_MARKED.under(TESTS).check(tests);
    }

    /** Else a rule about a room would hold because nobody looked into it. */
    @Test
    void looksIntoEveryHouse() {
        assertThat(List.of("schema", "replication", "cutover", "sync", "cli", "plan"))
                .allSatisfy(room ->
                        assertThat(PRODUCT.containPackage(OURS + "." + room)).isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatBreaksIt(HouseRule rule) {
        var broken = new ClassFileImporter().importPackages(BROKEN);

        var report = rule.under(BROKEN).evaluate(broken).getFailureReport();

        assertThat(culprits(rule))
                .isNotEmpty()
                .allSatisfy(culprit -> assertThat(report.getDetails())
                        .anySatisfy(detail -> assertThat(detail).contains(BROKEN + "." + culprit)));
    }

    private static List<String> culprits(HouseRule rule) {
        return switch (rule) {
            case SCHEMA_IS_A_LEAF -> List.of("schema.Logs");
            case REPLICATION_KNOWS_ONLY_SCHEMA -> List.of("replication.Swaps");
            case CUTOVER_KNOWS_ONLY_SCHEMA -> List.of("cutover.Streams");
            case SYNC_IS_PURE ->
                List.of(
                        "sync.StartsThread",
                        "sync.Locks",
                        "sync.ReadsClock",
                        "sync.RollsDice",
                        "sync.ReadsFile",
                        "sync.Queries");
            case PACKAGES_FORM_NO_CYCLE -> List.of("replication.Swaps", "cutover.Streams");
            case ENGINES_DO_NOT_KNOW_EACH_OTHER -> List.of("replication.postgres.Borrows");
            case ONLY_ENGINE_KNOWS_THE_ENGINES -> List.of("config.AsksForProduct");
            case PRODUCT_IS_ASKED_ONCE -> List.of("config.AsksForProduct.isMariaDb", "config.AsksForProduct.product");
            case TIME_IS_MEASURED_NOT_READ -> List.of("config.ReadsTheTime.deadline", "config.ReadsTheTime.over");
            case EVERY_PACKAGE_IS_NULL_MARKED -> List.of("unmarked.Plain");
        };
    }
}
