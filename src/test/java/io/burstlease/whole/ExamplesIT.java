package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.Poll;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A lease lives its life by the contract's examples alone: each operation is used with its example as it stands. */
@ExtendWith(SharedSandbox.class)
class ExamplesIT {

    private static final Contract CONTRACT = Contract.COMMITTED;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Set<String> used = new TreeSet<>();

    @Test
    void every_operation_works_with_its_examples_and_answers_as_the_contract_says(SandboxProcess sandbox) {
        User bob = User.of(sandbox, "bob");
        User alice = User.of(sandbox, "alice");
        User oscar = User.of(sandbox, "oscar");
        User platform = User.of(sandbox, "vtraining-platform");

        use(bob, "POST", "/v1/quotes");
        withdrawn(bob);
        refused(bob, alice);
        lived(bob, alice, oscar);
        burst(platform);
        adopted(oscar);
        use(oscar, "POST", "/v1/purchases/pause");
        use(oscar, "GET", "/v1/purchases");
        use(oscar, "POST", "/v1/sweeps/accept");
        use(oscar, "POST", "/v1/purchases/resume");
        String launch = first(use(oscar, "GET", "/v1/launches"));
        use(oscar, "GET", "/v1/launches/{id}", Map.of("id", launch));
        for (String list : new String[] {
            "/v1/leases",
            "/v1/hosts",
            "/v1/costs",
            "/v1/budgets",
            "/v1/teams",
            "/v1/teams/{id}",
            "/v1/host-classes",
            "/v1/host-classes/{id}",
            "/v1/offers",
            "/v1/audit",
            "/v1/observation",
            "/v1/sweeps"
        }) {
            use(oscar, "GET", list);
        }

        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(
                        CONTRACT.operations().map(Contract.Operation::name).toList());
    }

    private void withdrawn(User bob) {
        use(bob, "POST", "/v1/leases/{id}/cancel", applied(bob), "If-Match", "*");
    }

    private void refused(User bob, User alice) {
        Map<String, String> lease = applied(bob);
        use(alice, "GET", "/v1/approvals");
        use(alice, "POST", "/v1/leases/{id}/reject", lease, "If-Match", "*");
    }

    private void lived(User bob, User alice, User oscar) {
        Map<String, String> lease = applied(bob);
        String version =
                use(bob, "GET", "/v1/leases/{id}", lease).path("version").asString();
        use(alice, "POST", "/v1/leases/{id}/approve", lease, "If-Match", "\"" + version + "\"");
        await(bob, lease, "ACTIVE");
        JsonNode hosts = use(bob, "GET", "/v1/leases/{id}/hosts", lease).path("items");
        Map<String, String> host = Map.of("id", hosts.path(0).path("id").asString());
        use(bob, "GET", "/v1/hosts/{id}", host);
        for (String view : new String[] {"events", "timeline", "explanation", "cost"}) {
            use(bob, "GET", "/v1/leases/{id}/" + view, lease);
        }
        use(alice, "POST", "/v1/leases/{id}/renewals/{renewalId}/reject", renewal(bob, lease), "If-Match", "*");
        use(bob, "POST", "/v1/leases/{id}/renewals/quotes", lease);
        Map<String, String> renewal = renewal(bob, lease);
        use(bob, "GET", "/v1/leases/{id}/renewals", lease);
        use(bob, "GET", "/v1/leases/{id}/renewals/{renewalId}", renewal);
        use(alice, "GET", "/v1/approvals");
        use(alice, "POST", "/v1/leases/{id}/renewals/{renewalId}/approve", renewal, "If-Match", "*");
        grown(bob, alice, lease);
        use(oscar, "POST", "/v1/hosts/{id}/replace", host, "If-Match", "*");
        use(bob, "POST", "/v1/leases/{id}/shrink", lease, "If-Match", "*");
        Map<String, String> other = Map.of("id", hosts.path(1).path("id").asString());
        use(oscar, "POST", "/v1/hosts/{id}/release", other, "If-Match", "*");
        use(bob, "DELETE", "/v1/leases/{id}/auto-renewal", lease, "If-Match", "*");
        use(bob, "POST", "/v1/leases/{id}/owner", lease, "If-Match", "*");
        kept(oscar, bob, lease);
        use(bob, "POST", "/v1/leases/{id}/release", lease, "If-Match", "*");
        await(bob, lease, "RELEASED");
        use(bob, "GET", "/v1/leases/{id}/events", lease);
        use(bob, "GET", "/v1/leases/{id}/cost", lease);
    }

    private void grown(User bob, User alice, Map<String, String> lease) {
        use(alice, "POST", "/v1/leases/{id}/growths/{growthId}/reject", growth(bob, lease), "If-Match", "*");
        Map<String, String> growth = growth(bob, lease);
        use(bob, "GET", "/v1/leases/{id}/growths", lease);
        use(alice, "POST", "/v1/leases/{id}/growths/{growthId}/approve", growth, "If-Match", "*");
        Poll.until(
                "the growth is in force",
                PATIENCE,
                () -> use(bob, "GET", "/v1/leases/{id}/growths/{growthId}", growth)
                        .path("state")
                        .asString()
                        .equals("IN_FORCE"));
    }

    /** One of the hosts that are READY is kept, and its own lease ended. */
    private void kept(User oscar, User bob, Map<String, String> lease) {
        for (JsonNode host : use(bob, "GET", "/v1/leases/{id}/hosts", lease).path("items")) {
            if (host.path("state").asString().equals("READY")) {
                Map<String, String> id = Map.of("id", host.path("id").asString());
                JsonNode held = use(oscar, "POST", "/v1/hosts/{id}/keep", id, "If-Match", "*");
                assertThat(held.path("state").asString()).isEqualTo("HELD");
                Map<String, String> own = Map.of("id", held.path("lease").asString());
                use(oscar, "POST", "/v1/leases/{id}/release", own, "If-Match", "*");
                await(oscar, own, "RELEASED");
                return;
            }
        }
        throw new AssertionError("no host is READY");
    }

    private Map<String, String> growth(User bob, Map<String, String> lease) {
        String id =
                use(bob, "POST", "/v1/leases/{id}/growths", lease).path("id").asString();
        return Map.of("id", lease.get("id"), "growthId", id);
    }

    /** There is no such instance, which only the cloud can say. */
    private void adopted(User oscar) {
        JsonNode adoption = use(oscar, "POST", "/v1/hosts/adopt");
        Map<String, String> id = Map.of("id", adoption.path("id").asString());
        Poll.until(
                "the adoption is refused",
                PATIENCE,
                () -> use(oscar, "GET", "/v1/adoptions/{id}", id)
                        .path("state")
                        .asString()
                        .equals("REFUSED"));
        use(oscar, "GET", "/v1/adoptions");
    }

    private void burst(User platform) {
        JsonNode burst = use(platform, "POST", "/v1/bursts", Map.of(), "Idempotency-Key", "example-of-a-burst");
        Map<String, String> id = Map.of("id", burst.path("id").asString());
        use(platform, "GET", "/v1/bursts");
        use(platform, "GET", "/v1/bursts/{id}", id);
        use(platform, "DELETE", "/v1/bursts/{id}", id);
    }

    private Map<String, String> applied(User bob) {
        return Map.of("id", use(bob, "POST", "/v1/leases").path("id").asString());
    }

    private Map<String, String> renewal(User bob, Map<String, String> lease) {
        String id =
                use(bob, "POST", "/v1/leases/{id}/renewals", lease).path("id").asString();
        return Map.of("id", lease.get("id"), "renewalId", id);
    }

    private void await(User bob, Map<String, String> lease, String state) {
        Poll.until(
                "the lease is " + state,
                PATIENCE,
                () -> use(bob, "GET", "/v1/leases/{id}", lease)
                        .path("state")
                        .asString()
                        .equals(state));
    }

    private static String first(JsonNode list) {
        return list.path("items").path(0).path("id").asString();
    }

    private JsonNode use(User user, String method, String template) {
        return use(user, method, template, Map.of());
    }

    private JsonNode use(User user, String method, String template, Map<String, String> ids, String... headers) {
        Contract.Operation operation = CONTRACT.operation(method, template);
        User.Answer answer = user.raw(
                method, path(operation, ids), CONTRACT.example(operation).orElse(null), headers);
        assertThat(answer.status())
                .as("%s: %s", operation.name(), answer.body())
                .isBetween(200, 299);
        used.add(operation.name());
        return answer.body().isEmpty() ? MissingNode.getInstance() : answer.json();
    }

    private static String path(Contract.Operation operation, Map<String, String> ids) {
        String path = operation.template();
        for (JsonNode parameter : operation.parameters().toList()) {
            String name = parameter.path("name").asString();
            String value = ids.getOrDefault(name, parameter.path("example").asString(""));
            path = path.replace("{" + name + "}", value);
        }
        String query = operation
                .parameters()
                .filter(parameter -> parameter.path("in").asString().equals("query") && parameter.has("example"))
                .map(parameter -> parameter.path("name").asString() + "="
                        + parameter.path("example").asString())
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }
}
