// SPDX-License-Identifier: Apache-2.0
package dev.osc.page;

import dev.osc.control.Console;
import dev.osc.control.Consoles;
import dev.osc.status.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A page on a free port, asked byte by byte: a well-behaved client would not let a test say what it wants. */
final class Served implements AutoCloseable {

    static final String TOKEN = "correct-horse-battery";

    /** What the console was told. */
    final CopyOnWriteArrayList<String> heard = new CopyOnWriteArrayList<>();

    final Page page;

    private volatile Status status = Statuses.WAITING;

    private Served(String host, Path folder, @Nullable Console console) throws IOException {
        Path file = tokenFile(folder, TOKEN + "\nmore\n");
        Serving serving = new Serving(new InetSocketAddress(host, 0), file);
        page = Page.open(serving, () -> status, console == null ? Consoles.listening(heard) : console);
    }

    static Served onLoopback(Path folder) throws IOException {
        return new Served("127.0.0.1", folder, null);
    }

    static Served withConsole(Path folder, Console console) throws IOException {
        return new Served("127.0.0.1", folder, console);
    }

    static Served forOthers(Path folder) throws IOException {
        return new Served("0.0.0.0", folder, null);
    }

    static Path tokenFile(Path folder, String text) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "token", ""), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    int port() {
        return page.address().getPort();
    }

    void now(Status next) {
        status = next;
    }

    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(60_000);
        return socket;
    }

    /** The answer to a request of these lines, with {@code Host} and the end of the connection added, and a body. */
    Answered ask(String requestLine, String body, String... headers) throws IOException {
        StringBuilder text = new StringBuilder(requestLine + " HTTP/1.1\r\nConnection: close\r\n");
        boolean host = false;
        for (String header : headers) {
            text.append(header).append("\r\n");
            host |= header.startsWith("Host:");
        }
        if (!host) {
            text.append("Host: 127.0.0.1:").append(port()).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return raw(text + "\r\n" + body);
    }

    Answered get(String path, String... headers) throws IOException {
        return ask("GET " + path, "", headers);
    }

    /** A command as the page sends it. */
    Answered post(String line, String... more) throws IOException {
        String[] headers = new String[more.length + 2];
        headers[0] = "Authorization: Bearer " + TOKEN;
        headers[1] = "Content-Type: text/plain";
        System.arraycopy(more, 0, headers, 2, more.length);
        return ask("POST /api/command", line, headers);
    }

    Answered raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = all.indexOf("\r\n\r\n");
            return new Answered(Integer.parseInt(all.substring(9, 12)), all.substring(0, end), all.substring(end + 4));
        }
    }

    record Answered(int status, String head, String body) {}

    @Override
    public void close() {
        page.close();
    }
}
