// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.security;

import dev.osc.it.servers.Product;
import dev.osc.it.servers.TestSchema;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the line between osc and its server: he passes everything on, or tells the client that the server can't encrypt, or
 * answers in the server's place with a certificate of his own. He hears what clients say. Thread-safe.
 */
final class BadLine implements AutoCloseable {

    /** What PostgreSQL's clients ask before anything else (manual, "SSL Session Encryption"), and the same for GSSAPI. */
    private static final int POSTGRES_REQUEST = 8;

    /** CLIENT_SSL, in the second byte of the capabilities' lower half. */
    private static final int MYSQL_SSL = 0x08;

    private final ServerSocket listener;
    private final int serverPort;
    private final Product product;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int talking;
    private volatile boolean stripping;
    private volatile @Nullable SSLContext impostor;

    BadLine(TestSchema schema) throws IOException {
        this.serverPort = schema.server().server().port();
        this.product = schema.product();
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("osc-test-line", this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** From now on new connections believe that the server can't encrypt. */
    void strip(boolean now) {
        stripping = now;
    }

    /** From now on somebody else answers. */
    void impersonate(SSLContext certificate) {
        impostor = certificate;
    }

    /**
     * What was understood of all that clients have said since this was last asked, except that they wanted encryption. Clients that
     * have left are heard to their last word; one that stays is not waited for.
     */
    String heard() throws InterruptedException {
        synchronized (heard) {
            for (int round = 0; talking > 0 && round < 20; round++) {
                heard.wait(100);
            }
            String all = heard.toString(StandardCharsets.ISO_8859_1);
            heard.reset();
            return all;
        }
    }

    private static void start(String name, Runnable job) {
        Thread.ofPlatform().daemon().name(name).start(job);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket();
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
                sockets.addAll(List.of(client, server));
                talkers(1);
                start("osc-test-line-up", () -> {
                    talk(client, server);
                    talkers(-1);
                });
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void talkers(int more) {
        synchronized (heard) {
            talking += more;
            heard.notifyAll();
        }
    }

    private void talk(Socket client, Socket server) {
        try (client;
                server) {
            SSLContext certificate = impostor;
            if (certificate != null) {
                answerAs(certificate, client, server);
            } else if (!stripping) {
                join(client, server);
            } else if (product == Product.MYSQL) {
                byte[] greeting = greeting(server);
                greeting[capabilities(greeting) + 1] &= (byte) ~MYSQL_SSL;
                client.getOutputStream().write(greeting);
                join(client, server);
            } else {
                DataInputStream in = new DataInputStream(client.getInputStream());
                byte[] first = in.readNBytes(POSTGRES_REQUEST);
                while (first.length == POSTGRES_REQUEST && first[3] == POSTGRES_REQUEST) {
                    client.getOutputStream().write('N');
                    first = in.readNBytes(POSTGRES_REQUEST);
                }
                hear(first, first.length);
                server.getOutputStream().write(first);
                join(client, server);
            }
        } catch (IOException e) {
            // one of them is gone
        }
    }

    private void answerAs(SSLContext certificate, Socket client, Socket server) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        if (product == Product.MYSQL) {
            client.getOutputStream().write(greeting(server));
            in.readNBytes(4 + 32);
        } else {
            in.readNBytes(POSTGRES_REQUEST);
            client.getOutputStream().write('S');
        }
        SSLSocket shown =
                (SSLSocket) certificate.getSocketFactory().createSocket(client, "client", client.getPort(), true);
        shown.setUseClientMode(false);
        shown.startHandshake();
        byte[] said = new byte[1 << 12];
        hear(said, shown.getInputStream().read(said));
    }

    /** The server's first packet. */
    private static byte[] greeting(Socket server) throws IOException {
        DataInputStream in = new DataInputStream(server.getInputStream());
        byte[] header = in.readNBytes(4);
        byte[] body = in.readNBytes((header[0] & 0xFF) | (header[1] & 0xFF) << 8);
        byte[] packet = new byte[header.length + body.length];
        System.arraycopy(header, 0, packet, 0, header.length);
        System.arraycopy(body, 0, packet, header.length, body.length);
        return packet;
    }

    /** Behind the version's zero byte: thread, eight bytes of scramble, a zero. */
    private static int capabilities(byte[] greeting) {
        int at = 5;
        while (greeting[at] != 0) {
            at++;
        }
        return at + 1 + 4 + 8 + 1;
    }

    private void join(Socket client, Socket server) throws IOException {
        start("osc-test-line-down", () -> {
            try (client;
                    server) {
                server.getInputStream().transferTo(client.getOutputStream());
            } catch (IOException e) {
                // one of them is gone
            }
        });
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        byte[] buffer = new byte[1 << 14];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            hear(buffer, read);
            out.write(buffer, 0, read);
        }
    }

    private void hear(byte[] said, int length) {
        synchronized (heard) {
            heard.write(said, 0, Math.max(0, length));
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
