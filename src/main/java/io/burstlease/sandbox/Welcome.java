package io.burstlease.sandbox;

import io.burstlease.sandbox.oidc.People;
import java.util.stream.Collectors;

/** What the sandbox says when everything is up: where it is, who can sign in, what to try next. */
final class Welcome {

    private Welcome() {}

    static String text(SandboxPorts ports, SandboxWorld world) {
        String people = People.all().stream()
                .filter(somebody -> !somebody.machine())
                .map(person -> "%-8s %s".formatted(person.id(), person.part()))
                .collect(Collectors.joining("\n              "));
        String machines = People.all().stream()
                .filter(People.Somebody::machine)
                .map(client -> "%-20s %s".formatted(client.id(), client.part()))
                .collect(Collectors.joining("\n              "));
        return """

                ── Burstlease sandbox ── prices are samples, hosts are emulated, nothing outside is touched ──

                Swagger UI    %1$s/swagger-ui.html
                Sign in as    %2$s
                              (each password is the name itself)
                Programs      %3$s
                              (each secret is the name itself)
                Cluster       kubectl --kubeconfig %4$s get nodes
                Cloud         %5$s/admin/state, its own bill at %5$s/admin/bill
                Start afresh  mvn spring-boot:run -Dsandbox.reset=true

                Next, a token for bob, and the host classes he can ask for:

                TOKEN=$(curl -s -u bob:bob -d grant_type=client_credentials %6$s/oauth2/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                curl -s -H "Authorization: Bearer $TOKEN" %1$s/v1/host-classes

                The whole life of a lease with curl: docs/first-lease.md
                """.formatted(
                        ports.serviceUrl(),
                        people,
                        machines,
                        quoted(world.adminKubeconfig().toString()),
                        world.cloudUrl(),
                        world.issuer());
    }

    /** As a shell takes it, so that the line can be copied whatever folder this is. */
    static String quoted(String path) {
        return path.matches("[\\w@%+=:,./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
    }
}
