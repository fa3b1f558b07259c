package io.burstlease.sandbox.oidc;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The provider as a server of its own in this process. */
public final class OidcServer implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final String issuer;

    private OidcServer(ConfigurableApplicationContext context, String issuer) {
        this.context = context;
        this.issuer = issuer;
    }

    /**
     * Starts it on loopback.
     *
     * @param folder keeps its signing key, so that tokens outlive a restart
     * @param serviceUrl where Swagger UI is served, which signs in here
     */
    public static OidcServer start(int port, Path folder, String serviceUrl) {
        String issuer = "http://localhost:" + port;
        ConfigurableApplicationContext context = new SpringApplicationBuilder(OidcProvider.class)
                .web(WebApplicationType.SERVLET)
                .registerShutdownHook(false)
                .properties(Map.of(
                        "server.port", port,
                        "server.address", "localhost",
                        "spring.config.name", "sandbox-oidc",
                        "spring.main.banner-mode", "off",
                        "spring.threads.virtual.enabled", "true",
                        "logging.level.root", "warn",
                        "logging.level.org.apache.tomcat.util.modeler.Registry", "error",
                        "sandbox.oidc.issuer", issuer,
                        "sandbox.oidc.folder", folder.toString(),
                        "sandbox.oidc.service", serviceUrl))
                .run();
        return new OidcServer(context, issuer);
    }

    public String issuer() {
        return issuer;
    }

    @Override
    public void close() {
        context.close();
    }
}
