package io.burstlease.sandbox.cloud.http;

import io.burstlease.sandbox.cloud.core.EmulatedCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.http.fileupload.FileUtils;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/** The HTTP server: the API at the root, the admin endpoint beside it. */
public final class CloudSocket implements AutoCloseable {

    /** All parameters travel in the query string, user data of 32 KiB in base64 among them. */
    private static final String LARGEST_HEADER = Integer.toString(128 * 1024);

    private final Tomcat tomcat = new Tomcat();
    private final Path folder;
    private final Connector connector;
    private final Holds holds;

    private CloudSocket(EmulatedCloud cloud, String address, int port, Path folder, Clock signatureClock) {
        this.folder = folder;
        this.holds = new Holds(cloud::now);
        this.connector = connector(address, port);
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        tomcat.getEngine().setName("emulated-cloud-" + Integer.toHexString(System.identityHashCode(this)));
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        if (context instanceof StandardContext standard) {
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
        context.getPipeline().addValve(new CutValve());
        Tomcat.addServlet(context, "api", new ApiServlet(cloud, holds, signatureClock));
        Tomcat.addServlet(context, "admin", new AdminServlet(cloud, holds));
        context.addServletMappingDecoded("/", "api");
        context.addServletMappingDecoded("/admin/*", "admin");
    }

    /**
     * Listens.
     *
     * @param address of the network card: loopback, or all in a container
     * @param port 0 takes a free one
     * @param signatureClock judges the age of signatures
     */
    public static CloudSocket open(EmulatedCloud cloud, String address, int port, Clock signatureClock) {
        try {
            CloudSocket socket =
                    new CloudSocket(cloud, address, port, Files.createTempDirectory("emulated-cloud"), signatureClock);
            socket.tomcat.start();
            if (socket.port() <= 0) {
                socket.close();
                throw new IllegalStateException("port " + port + " cannot be listened on");
            }
            return socket;
        } catch (LifecycleException | IOException e) {
            throw new IllegalStateException("the emulated cloud cannot listen on port " + port, e);
        }
    }

    private static Connector connector(String address, int port) {
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setPort(port);
        connector.setProperty("address", address);
        connector.setProperty("maxHttpRequestHeaderSize", LARGEST_HEADER);
        connector.setProperty("relaxedQueryChars", "[]{}|^\"<>`\\");
        connector.getProtocolHandler().setExecutor(new VirtualThreadExecutor("emulated-cloud-"));
        return connector;
    }

    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        holds.close();
        try {
            tomcat.stop();
            tomcat.destroy();
            FileUtils.deleteDirectory(folder.toFile());
        } catch (LifecycleException e) {
            throw new IllegalStateException("the emulated cloud does not stop", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
