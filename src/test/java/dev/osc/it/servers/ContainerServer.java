// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.osc.demo.DatabaseServer;
import dev.osc.demo.FreePort;
import dev.osc.demo.ServerTraits;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A server in a container, from any image that is started as the official ones are ({@link ContainerImage}). */
final class ContainerServer implements DatabaseServer {

    private static final Duration STARTED_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final ContainerImage image;
    private final GenericContainer<?> container;
    private final int port;

    private ContainerServer(ContainerImage image, GenericContainer<?> container, int port) {
        this.image = image;
        this.container = container;
        this.port = port;
    }

    /** Returns when it takes connections. It ends with the JVM at the latest. */
    static ContainerServer start(ContainerImage image, Map<String, String> options) {
        // chosen here, as the engine would give it another one at each start
        int port = FreePort.find();
        PortBinding bound =
                new PortBinding(Ports.Binding.bindIpAndPort("127.0.0.1", port), ExposedPort.tcp(image.port()));
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image.image()))
                .withEnv(image.environment())
                .withEnv(zone(options))
                .withCommand(image.arguments().apply(options).toArray(String[]::new))
                .withCreateContainerCmdModifier(create -> Objects.requireNonNull(
                                create.withExposedPorts(bound.getExposedPort()).getHostConfig())
                        .withPortBindings(bound));
        container.start();
        ContainerServer server = new ContainerServer(image, container, port);
        server.awaitConnections();
        return server;
    }

    /** The only option that is none on the command line. */
    private static Map<String, String> zone(Map<String, String> options) {
        String zone = options.get("TZ");
        return zone == null ? Map.of() : Map.of("TZ", zone);
    }

    @Override
    public ServerTraits traits() {
        return image.traits();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path dataDirectory() {
        throw new UnsupportedOperationException("the data of " + image.image() + " lies in its container");
    }

    @Override
    public void stop() {
        if (running()) {
            client().stopContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public void kill() {
        client().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void restart() {
        stop();
        client().startContainerCmd(container.getContainerId()).exec();
        awaitConnections();
    }

    @Override
    public void close() {
        container.stop();
    }

    private boolean running() {
        return Boolean.TRUE.equals(client().inspectContainerCmd(container.getContainerId())
                .exec()
                .getState()
                .getRunning());
    }

    private static DockerClient client() {
        return DockerClientFactory.lazyClient();
    }

    private void awaitConnections() {
        long deadline = System.nanoTime() + STARTED_WITHIN.toNanos();
        while (true) {
            try (var _ = connect()) {
                return;
            } catch (SQLException notYet) {
                if (!running() || System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            image.image() + " takes no connection (" + notYet.getMessage() + "): "
                                    + container.getLogs(),
                            notYet);
                }
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
