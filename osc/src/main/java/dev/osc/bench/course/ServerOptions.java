// SPDX-License-Identifier: Apache-2.0
package dev.osc.bench.course;

import dev.osc.bench.Ground;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of every course that runs osc alone. */
public final class ServerOptions {

    @Option(names = "--engine", paramLabel = "PRODUCT", description = "mysql or postgresql, where no server is named.")
    Product engine = Product.MYSQL;

    @Option(names = "--server", paramLabel = "NAME", description = "The server, as bin/server calls it.")
    @Nullable
    String server;

    @Option(names = "--relaxed", description = "Commits need not reach the disk.")
    boolean relaxed;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write every figure there.")
    @Nullable
    Path json;

    @Parameters(paramLabel = "-- OPTION", description = "More options for osc run.", arity = "0..*")
    List<String> oscOptions = new ArrayList<>();

    public String name() {
        return server == null ? engine.server() : server;
    }

    public Product product() {
        return server == null ? engine : Product.of(server);
    }

    /** The named server alone, or one of each of these products. */
    public List<ServerOptions> each(List<Product> products) {
        return server == null ? products.stream().map(this::of).toList() : List.of(this);
    }

    private ServerOptions of(Product product) {
        ServerOptions one = new ServerOptions();
        one.engine = product;
        one.relaxed = relaxed;
        one.oscOptions = oscOptions;
        return one;
    }

    Ground ground() {
        return product().ground(name(), relaxed);
    }

    public String title() {
        return name() + (relaxed ? ", commits need not reach the disk" : "");
    }

    /** Those for osc, after the course's own. */
    public List<String> with(String... own) {
        List<String> all = new ArrayList<>(List.of(own));
        all.addAll(oscOptions);
        return all;
    }

    /** Prints the figures, and writes them down where that was asked for. */
    public void tell(Figures figures) throws IOException {
        System.out.print(figures);
        if (json != null) {
            figures.write(json);
        }
    }
}
