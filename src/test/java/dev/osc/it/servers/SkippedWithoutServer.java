// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips tests of a product that the matrix has no server of: then somebody chose to test another one. */
final class SkippedWithoutServer implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        var products = productsOf(test);
        return products.stream().allMatch(product -> TestServers.matrix(product).isEmpty())
                ? ConditionEvaluationResult.disabled("osc.servers names no server of " + products)
                : ConditionEvaluationResult.enabled("osc.servers names a server of " + products);
    }

    static List<Product> productsOf(ExtensionContext test) {
        Optional<ServersOf> own = AnnotationSupport.findAnnotation(test.getTestMethod(), ServersOf.class);
        return own.or(() -> AnnotationSupport.findAnnotation(test.getRequiredTestClass(), ServersOf.class))
                .map(products -> List.of(products.value()))
                .orElse(List.of(Product.MYSQL));
    }
}
