package io.featureflags.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate for {@code localhost} and {@code 127.0.0.1}, created by the keytool of this JDK. It has the
 * key for a server, and the files for a client that trusts it.
 */
public final class SelfSigned implements AutoCloseable {

    private static final String ALIAS = "server";

    private static final String PASSWORD = "changeit";

    private static final String TYPE = "PKCS12";

    private final TempFolder folder = new TempFolder();

    private final KeyStore keys;

    private final KeyStore trusted;

    private SelfSigned() throws GeneralSecurityException, IOException {
        Path keystore = folder.path().resolve("server.p12");
        keytool(keystore);
        this.keys = KeyStore.getInstance(TYPE);
        try (InputStream in = Files.newInputStream(keystore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Certificate certificate = keys.getCertificate(ALIAS);
        folder.file("server.pem", pem(certificate));
        this.trusted = KeyStore.getInstance(TYPE);
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate);
        try (OutputStream out = Files.newOutputStream(truststore())) {
            trusted.store(out, PASSWORD.toCharArray());
        }
    }

    /** Creates a new key and its certificate. */
    public static SelfSigned create() {
        try {
            return new SelfSigned();
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("This JDK cannot create the certificate", ex);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Returns the context for {@link TcpRelay#tls}. */
    public SSLContext serverContext() {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("This JDK has no TLS", ex);
        }
    }

    /** Returns the context for a client without Spring Boot, which trusts this certificate and no other. */
    public SSLContext clientContext() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException ex) {
            throw new IllegalStateException("This JDK has no TLS", ex);
        }
    }

    /** Returns the certificate as PEM, for {@code spring.ssl.bundle.pem.<name>.truststore.certificate}. */
    public Path certificate() {
        return folder.path().resolve("server.pem");
    }

    /** Returns a PKCS12 store of the certificate, for {@code spring.ssl.bundle.jks.<name>.truststore.location}. */
    public Path truststore() {
        return folder.path().resolve("trusted.p12");
    }

    /** Returns the password of {@link #truststore()}. */
    public String password() {
        return PASSWORD;
    }

    /** Deletes the files. */
    @Override
    public void close() {
        folder.close();
    }

    private static String pem(Certificate certificate) throws GeneralSecurityException {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN CERTIFICATE-----\n" + lines.encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static void keytool(Path keystore) throws IOException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "30",
                        "-storetype",
                        TYPE,
                        "-keystore",
                        keystore.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(keystore)) {
            throw new IOException("keytool created no keystore: " + output);
        }
    }
}
