package io.burstlease.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.Actors;
import io.burstlease.testing.Api;
import io.burstlease.testing.StageTest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AutoRenewAskTests extends StageTest {

    private @Nullable Actors actors;

    AutoRenewAskTests(Parts parts) {
        super(parts);
    }

    @BeforeEach
    void everybody() {
        actors = Actors.at(port, owner());
    }

    @Test
    void a_lease_shows_how_it_renews_itself() {
        Api.Answer answer = apply("{\"term\": \"P1D\", \"until\": \"2026-03-09T12:00:00Z\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().path("autoRenew").path("term").asString()).isEqualTo("P1D");
        assertThat(answer.json().path("autoRenew").path("until").asString()).isEqualTo("2026-03-09T12:00:00Z");
    }

    @Test
    void what_cannot_be_is_refused_with_all_its_faults() {
        assertThat(apply("{}").body()).contains("autoRenew.term", "autoRenew.until", "required");
        assertThat(apply("{\"term\": \"tomorrow\", \"until\": \"soon\"}").body())
                .contains("autoRenew.term", "autoRenew.until", "format");
        assertThat(apply("{\"term\": \"P1Y\", \"until\": \"2026-03-02T13:00:00Z\"}")
                        .body())
                .contains("over-team-term", "past-end");
    }

    private Api.Answer apply(String autoRenew) {
        return Objects.requireNonNull(actors).post("applicant", "/v1/leases", """
                {"team": "vision", "project": "base", "hostClass": "a100-8x", "hosts": 1, "term": "PT8H",
                 "purpose": "a run", "autoRenew": %s}""".formatted(autoRenew));
    }
}
