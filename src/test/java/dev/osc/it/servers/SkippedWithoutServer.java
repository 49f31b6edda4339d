// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips tests of a product that the matrix has no server of: then somebody chose to test another one. */
final class SkippedWithoutServer implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        var product = productOf(test);
        return TestServers.matrix(product).isEmpty()
                ? ConditionEvaluationResult.disabled("osc.servers names no server of " + product)
                : ConditionEvaluationResult.enabled("osc.servers names a server of " + product);
    }

    static Product productOf(ExtensionContext test) {
        return AnnotationSupport.findAnnotation(test.getRequiredTestClass(), ServersOf.class)
                .map(ServersOf::value)
                .orElse(Product.MYSQL);
    }
}
