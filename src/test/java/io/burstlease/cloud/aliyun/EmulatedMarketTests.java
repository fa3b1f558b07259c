package io.burstlease.cloud.aliyun;

import static io.burstlease.cloud.aliyun.EmulatedRegion.A10;
import static io.burstlease.cloud.aliyun.EmulatedRegion.HOSTS_B;
import static io.burstlease.cloud.aliyun.EmulatedRegion.SCARCE;
import static io.burstlease.cloud.aliyun.EmulatedRegion.bought;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.cloud.PriceQuestion;
import io.burstlease.cloud.PriceQuote;
import io.burstlease.cloud.StockHint;
import io.burstlease.cloud.TypeFacts;
import io.burstlease.cloud.VSwitchFacts;
import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The market of the emulated cloud. */
class EmulatedMarketTests {

    private final EmulatedRegion region = new EmulatedRegion();

    @AfterEach
    void close() {
        region.close();
    }

    @Test
    void the_market_says_stock_price_facts_and_addresses() {
        assertThat(region.adapter.market.stock(SCARCE, ChargeType.POSTPAID))
                .contains(new StockHint("cn-shanghai-b", SCARCE, true))
                .doesNotContain(new StockHint("cn-shanghai-m", SCARCE, true));
        assertThat(region.adapter.market.types(List.of(A10, "ecs.never.large")))
                .containsExactly(new TypeFacts(A10, 32, new BigDecimal("188.0"), 1, "NVIDIA A10", 8, 30));
        assertThat(region.adapter.market.vSwitches(List.of(HOSTS_B, "vsw-never")))
                .containsExactly(new VSwitchFacts(HOSTS_B, "vpc-burst", "cn-shanghai-b", "10.80.0.0/22", 1020));

        bought(region.launch("t-1", 20));
        assertThat(region.adapter.market.vSwitches(List.of(HOSTS_B)))
                .singleElement()
                .satisfies(vSwitch -> assertThat(vSwitch.freeAddresses()).isEqualTo(1000));
    }

    @Test
    void prices_are_those_of_the_cloud_part_by_part() {
        PriceQuote hour = region.adapter.market.price(question(A10, ChargeType.POSTPAID, null));
        PriceQuote months = region.adapter.market.price(question(A10, ChargeType.PREPAID, PaidPeriod.parse("P2M")));

        assertThat(hour.host()).isEqualTo(cny("13.30"));
        assertThat(hour.systemDisk()).isEqualTo(cny("0.105"));
        assertThat(hour.dataDisks()).containsExactly(cny("2.1"), cny("0.146"));
        assertThat(months.host()).isEqualTo(cny("12775.96"));
        assertThat(region.adapter
                        .market
                        .price(question(A10, ChargeType.SPOT, null))
                        .host())
                .isLessThan(hour.host());
    }

    @Test
    void a_type_without_a_price_has_none() {
        assertThatThrownBy(() -> region.adapter.market.price(question("ecs.gn8v.4xlarge", ChargeType.POSTPAID, null)))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        failed -> assertThat(failed.family()).isEqualTo(Family.INVALID));
    }

    private static PriceQuestion question(String type, ChargeType chargeType, @Nullable PaidPeriod paid) {
        return new PriceQuestion(
                "cn-shanghai-b",
                type,
                "m-gpu-ubuntu2204",
                chargeType,
                paid,
                new LaunchRequest.Disk("cloud_essd", 100, "PL0"),
                List.of(
                        new LaunchRequest.Disk("cloud_essd", 1000, "PL1"),
                        new LaunchRequest.Disk("cloud_efficiency", 200, null)));
    }

    private static Money cny(String amount) {
        return new Money(new BigDecimal(amount), "CNY");
    }
}
