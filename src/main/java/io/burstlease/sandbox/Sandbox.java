package io.burstlease.sandbox;

import io.burstlease.Burstlease;
import io.burstlease.sandbox.history.History;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** The service with a world of its own: nothing else has to be installed, and nothing outside is touched. */
public final class Sandbox {

    /** Held, because its level would be forgotten with it. */
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private Sandbox() {}

    public static void main(String[] args) {
        quiet();
        try {
            start(SandboxPorts.read());
        } catch (SandboxRefusal refusal) {
            System.err.println("\nThe sandbox does not start: " + refusal.getMessage() + "\n");
            System.exit(1);
        }
    }

    /** What the parts say of themselves before the service's own settings of its log are read. */
    private static void quiet() {
        LoggingSystem.get(Sandbox.class.getClassLoader()).setLogLevel("io.zonky", LogLevel.WARN);
        TOMCAT.setLevel(Level.SEVERE);
    }

    /** Starts the world, then the service in it. */
    static ConfigurableApplicationContext start(SandboxPorts ports) {
        SandboxWorld world = SandboxWorld.start(ports);
        SpringApplication.getShutdownHandlers().add(world::close);
        Map<String, Object> properties = new HashMap<>(world.properties());
        ConfigurableApplicationContext context = new SpringApplicationBuilder(
                        Burstlease.class, SandboxCatalog.class, History.class, SandboxContents.class)
                .profiles("sandbox")
                .properties(properties)
                .run();
        System.out.println(Welcome.text(ports, world));
        return context;
    }
}
