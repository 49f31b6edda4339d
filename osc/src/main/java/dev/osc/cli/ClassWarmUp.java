// SPDX-License-Identifier: Apache-2.0
package dev.osc.cli;

import com.github.shyiko.mysql.binlog.BinaryLogClient;
import com.mysql.cj.jdbc.Driver;
import com.zaxxer.hikari.HikariConfig;
import dev.osc.cutover.Cutover;
import dev.osc.replication.ChangeSource;
import dev.osc.schema.KeyTuple;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads what a run on a server uses, where there is none: osc's own classes, and those of its drivers. Lambdas are not among them: the
 * JVM knows those that have been used.
 */
final class ClassWarmUp {

    /** One of each jar. */
    private static final List<Class<?>> JARS = List.of(
            ClassWarmUp.class,
            KeyTuple.class,
            ChangeSource.class,
            Cutover.class,
            Driver.class,
            org.postgresql.Driver.class,
            HikariConfig.class,
            BinaryLogClient.class);

    /** What is not osc's business, or not a run's. */
    private static final Set<String> ASIDE = Set.of(
            "META-INF/",
            "dev/osc/bench/",
            "dev/osc/demo/",
            "com/mysql/cj/x/",
            "com/mysql/cj/xdevapi/",
            "com/mysql/cj/protocol/x/",
            "com/mysql/cj/jdbc/ha/",
            "com/mysql/cj/jdbc/integration/",
            "com/zaxxer/hikari/metrics/",
            "com/zaxxer/hikari/hibernate/",
            "dev/osc/engine/postgres/",
            "dev/osc/replication/postgres/",
            "dev/osc/cutover/postgres/",
            "dev/osc/page/",
            "org/postgresql/");

    private ClassWarmUp() {}

    static void run() throws IOException {
        for (Class<?> one : JARS) {
            String place =
                    one.getProtectionDomain().getCodeSource().getLocation().toString();
            try (JarFile jar = new JarFile(Path.of(URI.create(place)).toFile())) {
                jar.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.endsWith(".class"))
                        .filter(name -> ASIDE.stream().noneMatch(name::startsWith))
                        .forEach(ClassWarmUp::load);
            }
        }
    }

    private static void load(String entry) {
        String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
        try {
            Class.forName(name, false, ClassWarmUp.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // made for a library that is not here
            return;
        }
    }
}
