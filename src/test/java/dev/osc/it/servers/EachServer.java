// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Hands {@link OnEachServer} tests their schemas, one server after the other: a server starts when its turn comes. */
final class EachServer implements ArgumentsProvider, AnnotationConsumer<OnEachServer> {

    private List<String> only = List.of();
    private Map<String, String> options = Map.of();

    @Override
    public void accept(OnEachServer annotation) {
        only = List.of(annotation.only());
        options = Arrays.stream(annotation.options())
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1]));
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext test) {
        var names = only.isEmpty() ? TestServers.matrix(SkippedWithoutServer.productOf(test)) : only;
        return names.stream().map(name -> Arguments.of(schemaOn(name)));
    }

    private TestSchema schemaOn(String name) {
        try {
            return TestServers.named(name, options).freshSchema();
        } catch (SQLException e) {
            throw new IllegalStateException("no schema could be made on " + name, e);
        }
    }
}
