package io.burstlease.sandbox.cluster.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Journal;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kinds;
import io.burstlease.sandbox.cluster.store.ObjectStore;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Without controllers: a budget's status is what the test writes. */
class EvictionTest {

    private static final WriteOptions BY = WriteOptions.component("test");

    private final Registry registry = new Registry(new ObjectStore(new Journal(null)), new Kinds(), Clock.systemUTC());
    private final Eviction eviction = new Eviction(registry, new Deletion(registry));

    @BeforeEach
    void aReadyPodUnderABudget() {
        create("namespaces", "", """
                {"metadata":{"name":"default"}}""");
        create("serviceaccounts", "default", """
                {"metadata":{"name":"default"}}""");
        create("pods", "default", """
                {"metadata":{"name":"p","labels":{"app":"a"}},"spec":{"containers":[{"name":"c","image":"i"}]}}""");
        status("pods", "p", """
                {"phase":"Running","conditions":[{"type":"Ready","status":"True"}]}""");
        create("poddisruptionbudgets.policy", "default", """
                {"metadata":{"name":"b"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"a"}}}}""");
    }

    private void create(String resource, String namespace, String object) {
        registry.create(registry.kinds().of(resource), namespace, Json.parse(object), BY);
    }

    private void status(String resource, String name, String status) {
        registry.update(
                registry.kinds().of(resource),
                "default",
                name,
                "status",
                current -> {
                    current.set("status", Json.parse(status));
                    return current;
                },
                BY);
    }

    private void evict() {
        eviction.evict("default", "p", Json.object(), BY);
    }

    private ObjectNode refusal() {
        return assertThatExceptionOfType(ApiFailure.class)
                .isThrownBy(this::evict)
                .actual()
                .status();
    }

    @Test
    void a_budget_that_was_not_looked_at_since_it_was_written_is_asked_about_again_in_ten_seconds() {
        ObjectNode refused = refusal();

        assertThat(refused.path("code").asInt()).isEqualTo(429);
        assertThat(refused.path("details").path("retryAfterSeconds").asInt()).isEqualTo(10);
        assertThat(refused.toString()).contains("The disruption budget b is still being processed by the server.");
    }

    @Test
    void a_budget_that_allows_none_names_no_time_and_one_that_allows_one_allows_it_once() {
        status("poddisruptionbudgets.policy", "b", """
                {"observedGeneration":1,"disruptionsAllowed":0,"desiredHealthy":1,"currentHealthy":1}""");
        assertThat(refusal().path("details").has("retryAfterSeconds")).isFalse();

        status("poddisruptionbudgets.policy", "b", """
                {"observedGeneration":1,"disruptionsAllowed":1,"desiredHealthy":1,"currentHealthy":2}""");
        evict();
        assertThat(registry.get(registry.kinds().of("poddisruptionbudgets.policy"), "default", "b")
                        .path("status")
                        .path("disruptionsAllowed")
                        .asInt())
                .isZero();
    }

    @Test
    void a_budget_that_could_not_be_reckoned_says_why() {
        status("poddisruptionbudgets.policy", "b", """
                {"observedGeneration":1,"disruptionsAllowed":0,"conditions":
                  [{"type":"DisruptionAllowed","status":"False","reason":"SyncFailed","message":"no scale"}]}""");

        assertThat(refusal().toString()).contains("currently because it failed sync: no scale");
    }
}
