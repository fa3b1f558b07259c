package io.burstlease.sandbox;

import io.burstlease.Burstlease;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The service with a world of its own: nothing else has to be installed, and nothing outside is touched. */
public final class Sandbox {

    private Sandbox() {}

    public static void main(String[] args) {
        start(SandboxPorts.read());
    }

    /** Starts the world, then the service in it. */
    static ConfigurableApplicationContext start(SandboxPorts ports) {
        SandboxWorld world = SandboxWorld.start(ports);
        SpringApplication.getShutdownHandlers().add(world::close);
        Map<String, Object> properties = new HashMap<>(world.properties());
        ConfigurableApplicationContext context = new SpringApplicationBuilder(Burstlease.class, SandboxCatalog.class)
                .profiles("sandbox")
                .properties(properties)
                .run();
        System.out.println(Welcome.text(ports, world));
        return context;
    }
}
