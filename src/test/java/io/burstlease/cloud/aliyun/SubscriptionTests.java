package io.burstlease.cloud.aliyun;

import static io.burstlease.cloud.aliyun.EmulatedRegion.A10;
import static io.burstlease.cloud.aliyun.EmulatedRegion.bought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.DeleteReply;
import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.cloud.OrderReply;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.money.Money;
import io.burstlease.sandbox.cloud.action.Faults.Fault;
import io.burstlease.sandbox.cloud.action.Faults.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Hosts paid in advance, in the emulated cloud. */
class SubscriptionTests {

    private static final PaidPeriod MONTH = PaidPeriod.parse("P1M");

    private final EmulatedRegion region = new EmulatedRegion();

    @AfterEach
    void close() {
        region.close();
    }

    @Test
    void a_renewal_moves_the_end_by_its_period_and_a_repeat_of_it_does_not() {
        String id = aHost();
        assertThat(seen(id).expiredTime()).isEqualTo("2026-12-23T16:00:00Z");

        OrderReply first = region.adapter.subscriptions.renew(id, PaidPeriod.parse("P2W"), "renewal-1");
        OrderReply again = region.adapter.subscriptions.renew(id, PaidPeriod.parse("P2W"), "renewal-1");

        assertThat(first).isInstanceOf(OrderReply.Placed.class).isEqualTo(again);
        assertThat(seen(id).expiredTime()).isEqualTo("2027-01-06T16:00:00Z");
    }

    @Test
    void hosts_of_ours_do_not_pay_for_themselves() {
        assertThat(region.adapter.subscriptions.renewsItself(aHost())).isFalse();
        assertThatThrownBy(() -> region.adapter.subscriptions.renewsItself("i-never"))
                .isInstanceOf(CloudException.class);
    }

    @Test
    void only_a_pre_paid_host_is_renewed_or_refunded() {
        String id = bought(region.launch("t-1", 1)).getFirst();
        region.clock.advance(Duration.ofMinutes(5));

        assertThat(region.adapter.subscriptions.renew(id, MONTH, "renewal-1"))
                .isInstanceOfSatisfying(OrderReply.Refused.class, refused -> {
                    assertThat(refused.family()).isEqualTo(CloudException.Family.STUCK);
                    assertThat(refused.code()).isEqualTo("ChargeTypeViolation");
                });
        assertThat(region.adapter.subscriptions.refund(id, "refund-1"))
                .isInstanceOfSatisfying(
                        OrderReply.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo("ResourceStatusError"));
        assertThatThrownBy(() -> region.adapter.subscriptions.refundPrice("i-never"))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        unknown -> assertThat(unknown.family()).isEqualTo(CloudException.Family.GONE));
    }

    @Test
    void a_refund_pays_less_than_what_is_left_and_the_host_goes() {
        String id = aHost();
        region.clock.advance(Duration.ofDays(10));

        Money asked = region.adapter.subscriptions.refundPrice(id);
        OrderReply placed = region.adapter.subscriptions.refund(id, "refund-1");

        // 20 whole days of a term of 2,606,383 s are left: of 6387.98 for the host, 50 and 1000 for its disks.
        assertThat(asked).isEqualTo(new Money(new BigDecimal("4931.27"), "CNY"));
        assertThat(placed).isInstanceOf(OrderReply.Placed.class);
        assertThat(seen(id).lock()).isEqualTo("refunded");
        assertThat(region.adapter.subscriptions.refund(id, "refund-1")).isEqualTo(placed);
        region.clock.advance(Duration.ofMinutes(5));
        assertThat(region.adapter.hosts.exists(id)).isFalse();
    }

    @Test
    void a_refund_whose_reply_is_lost_is_not_taken_for_refused() {
        String id = aHost();
        region.goesWrong(new Fault(Kind.DROP_REPLY, "RefundInstance", null, 1, null, null, null, null));

        assertThat(region.adapter.subscriptions.refund(id, "refund-1")).isInstanceOf(OrderReply.Unsettled.class);
        assertThat(seen(id).lock()).isEqualTo("refunded");
    }

    @Test
    void one_that_has_not_run_out_is_not_deleted_and_one_that_has_is() {
        String id = aHost();
        assertThat(region.adapter.hosts.delete(List.of(id)))
                .singleElement()
                .isInstanceOfSatisfying(
                        DeleteReply.Stuck.class,
                        stuck -> assertThat(stuck.code()).isEqualTo("ChargeTypeViolation"));

        region.clock.advance(Duration.between(region.clock.instant(), Instant.parse("2026-12-23T16:00:01Z")));
        assertThat(seen(id).status()).isEqualTo(InstanceSeen.Status.STOPPED);
        assertThat(region.adapter.hosts.delete(List.of(id))).containsExactly(new DeleteReply.Accepted(id));
    }

    private InstanceSeen seen(String id) {
        return region.adapter.hosts.listByIds(List.of(id)).instances().getFirst();
    }

    private String aHost() {
        LaunchRequest hourly = EmulatedRegion.request("t-1", A10, 1);
        String id = bought(region.adapter.hosts.launch(new LaunchRequest(
                        hourly.clientToken(),
                        hourly.zone(),
                        hourly.vSwitchId(),
                        hourly.securityGroupId(),
                        hourly.imageId(),
                        hourly.instanceType(),
                        hourly.amount(),
                        hourly.minAmount(),
                        ChargeType.PREPAID,
                        MONTH,
                        null,
                        null,
                        hourly.hostName(),
                        hourly.systemDisk(),
                        hourly.dataDisks(),
                        hourly.resourceGroupId(),
                        hourly.ramRole(),
                        hourly.userData(),
                        hourly.tags())))
                .getFirst();
        region.clock.advance(Duration.ofMinutes(5));
        return id;
    }
}
