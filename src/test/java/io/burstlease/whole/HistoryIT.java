package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Whoever looks around in a new sandbox finds a past, and whatever they look at agrees with the rest of it. */
@ExtendWith(SharedSandbox.class)
class HistoryIT {

    @Test
    void a_lease_of_the_past_costs_the_same_wherever_it_is_read(SandboxProcess sandbox) {
        User fiona = User.of(sandbox, "fiona");
        String lease = items(fiona, "/v1/leases?pageSize=200")
                .filter(item -> item.path("purpose").asString().startsWith("Sample: "))
                .filter(item -> item.path("state").asString().equals("RELEASED"))
                .map(item -> item.path("id").asString())
                .findFirst()
                .orElseThrow();

        JsonNode cost = get(fiona, "/v1/leases/" + lease + "/cost");
        JsonNode byDay = get(fiona, "/v1/costs?groupBy=DAY&from=2024-01-01&lease=" + lease);

        assertThat(cost.has("meteredUntil")).isFalse();
        assertThat(amount(cost.path("total"))).isPositive().isEqualByComparingTo(amount(byDay.path("total")));
    }

    @Test
    void every_list_shows_something(SandboxProcess sandbox) {
        User oscar = User.of(sandbox, "oscar");
        for (String list : List.of("/v1/leases", "/v1/hosts", "/v1/launches", "/v1/audit")) {
            assertThat(items(oscar, list)).as(list).isNotEmpty();
        }
        assertThat(items(oscar, "/v1/budgets?team=vserving").map(budget -> amount(budget.path("booked"))))
                .anyMatch(booked -> booked.signum() > 0);
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.path("amount").asString());
    }

    private static Stream<JsonNode> items(User user, String path) {
        return StreamSupport.stream(get(user, path).path("items").spliterator(), false);
    }

    private static JsonNode get(User user, String path) {
        User.Answer answer = user.raw("GET", path, null);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.json();
    }
}
