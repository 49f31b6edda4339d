// SPDX-License-Identifier: Apache-2.0
package dev.osc.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of our own that signs certificates, by the JDK's keytool. */
final class Authority {

    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final String name;

    Authority(Path folder, String name) throws IOException, InterruptedException {
        this.folder = folder;
        this.name = name;
        generate(name, "-ext", "bc:c", "-validity", "9");
        keytool(name, "-exportcert", "-alias", name, "-rfc", "-file", pem().toString());
    }

    /** Its own certificate, as {@code --ssl-ca} takes it. */
    Path pem() {
        return folder.resolve(name + ".pem");
    }

    /**
     * What a server shows that this authority vouches for.
     *
     * @param alternative whom it names, as keytool writes it: {@code dns:localhost}
     * @param validity keytool's options for from when and how long
     */
    SSLContext issue(String server, String alternative, String... validity)
            throws IOException, InterruptedException, GeneralSecurityException {
        generate(server);
        Path request = folder.resolve(server + ".csr");
        Path signed = folder.resolve(server + ".crt");
        keytool(server, "-certreq", "-alias", server, "-file", request.toString());
        List<String> sign = new ArrayList<>(List.of(
                "-gencert", "-alias", name, "-rfc", "-infile", request.toString(), "-outfile", signed.toString()));
        sign.addAll(List.of("-ext", "san=" + alternative));
        sign.addAll(Arrays.asList(validity));
        keytool(name, sign.toArray(String[]::new));
        keytool(server, "-importcert", "-noprompt", "-alias", name, "-file", pem().toString());
        keytool(server, "-importcert", "-noprompt", "-alias", server, "-file", signed.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(server + ".p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void generate(String alias, String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + alias));
        arguments.addAll(Arrays.asList(more));
        keytool(alias, arguments.toArray(String[]::new));
    }

    private void keytool(String store, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(Arrays.asList(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore"));
        command.add(folder.resolve(store + ".p12").toString());
        Path log = folder.resolve("keytool.log");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(keytool.waitFor()).as(Files.readString(log)).isZero();
    }
}
