// SPDX-License-Identifier: Apache-2.0
package dev.osc.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a running osc. */
public final class ControlClient {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private ControlClient() {}

    /**
     * What it says.
     *
     * @param json the whole of it, in one line
     */
    public record Said(boolean done, List<String> lines, String json) {}

    /** Whoever does not answer in time finds the connection closed. */
    private static void bound(SocketChannel channel) {
        Thread.ofVirtual().name("osc-ctl-deadline").start(() -> {
            try (channel) {
                Thread.sleep(PATIENCE);
            } catch (InterruptedException | IOException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static SocketChannel open(SocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open(
                address instanceof UnixDomainSocketAddress ? StandardProtocolFamily.UNIX : StandardProtocolFamily.INET);
        bound(channel);
        try {
            channel.connect(address);
            return channel;
        } catch (AsynchronousCloseException e) {
            throw new IOException("no answer within " + PATIENCE.toSeconds() + " s", e);
        }
    }

    /** @throws IOException when nobody answers there, or somebody who is neither this user nor root */
    public static Said ask(SocketAddress address, String line) throws IOException {
        try (SocketChannel channel = open(address)) {
            if (address instanceof UnixDomainSocketAddress && !Peer.mayBeAsked(channel)) {
                throw new IOException("it belongs to another user, " + Peer.of(channel));
            }
            OutputStream out = Channels.newOutputStream(channel);
            out.write(("json " + line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            channel.shutdownOutput();
            String json;
            try {
                json = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            } catch (ClosedChannelException e) {
                throw new IOException("no answer within " + PATIENCE.toSeconds() + " s", e);
            }
            JsonNode answer = new JsonMapper().readTree(json);
            List<String> lines = new ArrayList<>();
            answer.path("lines").forEach(each -> lines.add(each.asText()));
            if (lines.isEmpty()) {
                throw new IOException("the connection ended without an answer");
            }
            return new Said(answer.path("done").asBoolean(), lines, json);
        }
    }
}
