// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import java.lang.reflect.Method;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Hands {@link OnEachServer} tests their schemas, one server after the other: a server starts when its turn comes. */
final class EachServer implements ArgumentsProvider, AnnotationConsumer<OnEachServer> {

    private static final Set<String> UNKNOWN_TO_MARIADB = Set.of("gtid_mode", "binlog_order_commits");

    private List<String> only = List.of();
    private Map<String, String> options = Map.of();
    private List<Product> newestOf = List.of();
    private boolean everywhere;
    private List<String> also = List.of();
    private ServerFilter servers = ServerFilter.EVERY;

    @Override
    public void accept(OnEachServer annotation) {
        only = List.of(annotation.only());
        newestOf = List.of(annotation.newestOf());
        everywhere = annotation.everywhere();
        also = List.of(annotation.also());
        servers = ServerFilter.of(annotation.servers());
        options = Arrays.stream(annotation.options())
                .map(option -> option.split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1]));
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext test) {
        var names = only.isEmpty()
                ? SkippedWithoutServer.productsOf(test).stream()
                        .flatMap(product -> serversOf(product, test.getRequiredTestMethod()))
                        .toList()
                : only;
        return names.stream().map(name -> Arguments.of(schemaOn(name)));
    }

    private Stream<String> serversOf(Product product, Method test) {
        var besides = TestServers.chosen().isPresent()
                ? Stream.<String>empty()
                : also.stream().filter(name -> Product.of(name) == product);
        var names = Stream.concat(TestServers.matrix(product).stream(), besides)
                .filter(servers::takes)
                .filter(this::takesOptions)
                .toList();
        // versions compare within one name: MariaDB's 11 is no newer MySQL
        var own = names.stream().filter(name -> name.startsWith(product + "-")).toList();
        if (newestOf.contains(product)) {
            return (own.isEmpty() ? names : own)
                    .stream().max(Comparator.comparing(ServerFilter::versionOf, Arrays::compare)).stream();
        }
        var name = test.getDeclaringClass().getName() + "." + test.getName();
        return everywhere || own.isEmpty()
                ? names.stream()
                : TestServers.shareOf(name, TestServers.chosen().isPresent() ? names : own).stream();
    }

    /** MariaDB names its transactions whether asked to or not, and does not know MySQL's options for it. */
    private boolean takesOptions(String server) {
        return !server.startsWith("mariadb-") || Collections.disjoint(options.keySet(), UNKNOWN_TO_MARIADB);
    }

    private TestSchema schemaOn(String name) {
        try {
            return TestServers.named(name, options).freshSchema();
        } catch (SQLException e) {
            throw new IllegalStateException("no schema could be made on " + name, e);
        }
    }
}
