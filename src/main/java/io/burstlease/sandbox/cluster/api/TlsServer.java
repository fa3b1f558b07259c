package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.auth.CertificateAuthority;
import io.burstlease.sandbox.cluster.auth.Pem;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.concurrent.Executors;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** HTTPS on loopback, on virtual threads; a client may show a certificate of the cluster's authority. */
public final class TlsServer implements AutoCloseable {

    private final Tomcat tomcat = new Tomcat();
    private final Connector connector;

    public TlsServer(int port, Path folder, CertificateAuthority authority, HttpServlet servlet) {
        tomcat.setSilent(true);
        tomcat.setBaseDir(folder.toString());
        connector = connector(port, authority);
        tomcat.setConnector(connector);
        tomcat.getHost().setAutoDeploy(false);
        Context context = tomcat.addContext("", null);
        context.setAllowMultipleLeadingForwardSlashInPath(true);
        if (context instanceof StandardContext standard) {
            // Nothing is ever redeployed here, so there are no leaks of a reload to look for.
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
        Tomcat.addServlet(context, "api", servlet);
        context.addServletMappingDecoded("/*", "api");
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("the emulated API server does not start on port " + port, e);
        }
    }

    private static Connector connector(int port, CertificateAuthority authority) {
        Connector connector = new Connector(Http11NioProtocol.class.getName());
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("SSLEnabled", "true");
        connector.setProperty("keepAliveTimeout", "60000");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("bindOnInit", "true");
        connector.setProperty("relaxedQueryChars", "|{}[]()\"<>^`\\");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.getProtocolHandler().setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        connector.addSslHostConfig(tls(authority));
        return connector;
    }

    private static SSLHostConfig tls(CertificateAuthority authority) {
        try {
            KeyPair pair = Pem.newEcKey();
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            Certificate[] chain = {authority.server(pair.getPublic()), authority.certificate()};
            keys.setKeyEntry("server", pair.getPrivate(), new char[0], chain);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", authority.certificate());
            SSLHostConfig config = new SSLHostConfig();
            config.setCertificateVerification("optional");
            config.setTrustStore(trusted);
            SSLHostConfigCertificate certificate =
                    new SSLHostConfigCertificate(config, SSLHostConfigCertificate.Type.EC);
            certificate.setCertificateKeystore(keys);
            certificate.setCertificateKeyAlias("server");
            certificate.setCertificateKeystorePassword("");
            config.addCertificate(certificate);
            return config;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot set up TLS", e);
        }
    }

    /** The port that is listened on, also where 0 was asked for. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("the emulated API server does not stop", e);
        }
    }
}
