package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.client.ApiException;
import io.burstlease.client.model.CostReport;
import io.burstlease.client.model.Lease;
import io.burstlease.client.model.LeaseCost;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Whoever looks around in a new sandbox finds a past, and whatever they look at agrees with the rest of it. */
@ExtendWith(SharedSandbox.class)
class HistoryIT {

    @Test
    void a_lease_of_the_past_costs_the_same_wherever_it_is_read(SandboxProcess sandbox) throws ApiException {
        User fiona = User.of(sandbox, "fiona");
        String lease = StreamSupport.stream(
                        items(fiona, "/v1/leases?pageSize=200").spliterator(), false)
                .filter(item -> item.path("purpose").asString().startsWith("Sample: "))
                .filter(item -> item.path("state").asString().equals(Lease.StateEnum.RELEASED.getValue()))
                .map(item -> item.path("id").asString())
                .findFirst()
                .orElseThrow();

        LeaseCost cost = fiona.costs().getLeaseCost(lease, null);
        CostReport byDay =
                fiona.costs().getCosts(List.of("DAY"), LocalDate.now().minusDays(100), null, null, null, lease, null);

        assertThat(cost.getMeteredUntil()).isNull();
        assertThat(new BigDecimal(cost.getTotal().getAmount()))
                .isPositive()
                .isEqualByComparingTo(byDay.getTotal().getAmount());
    }

    @Test
    void every_list_shows_something(SandboxProcess sandbox) {
        User oscar = User.of(sandbox, "oscar");
        for (String list : List.of("/v1/leases", "/v1/hosts", "/v1/launches", "/v1/audit")) {
            assertThat(items(oscar, list).size()).as(list).isPositive();
        }
        assertThat(items(oscar, "/v1/budgets?team=vserving"))
                .anyMatch(budget ->
                        new BigDecimal(budget.path("booked").path("amount").asString()).signum() > 0);
    }

    private static JsonNode items(User user, String path) {
        User.Answer answer = user.raw("GET", path, null);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.json().path("items");
    }
}
