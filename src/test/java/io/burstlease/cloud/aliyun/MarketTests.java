package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.LaunchRequest.Disk;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.cloud.PriceQuestion;
import io.burstlease.cloud.PriceQuote;
import io.burstlease.cloud.StockHint;
import io.burstlease.cloud.TypeFacts;
import io.burstlease.cloud.VSwitchFacts;
import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarketTests {

    private static final Disk SYSTEM = new Disk("cloud_essd", 100, "PL0");
    private static final Disk BIG = new Disk("cloud_essd", 1000, "PL1");
    private static final Disk SMALL = new Disk("cloud_efficiency", 200, null);

    @Test
    void stock_is_what_each_zone_says_of_the_type() {
        String body = """
                {"RequestId":"R","AvailableZones":{"AvailableZone":[
                 %s,%s,%s,
                 {"ZoneId":"z-other","AvailableResources":{"AvailableResource":[{"SupportedResources":
                  {"SupportedResource":[{"Value":"ecs.else","Status":"Available"}]}}]}}]}}""".formatted(
                        zone("z-full", "Available", "WithStock"),
                        zone("z-closing", "Available", "ClosedWithStock"),
                        zone("z-empty", "SoldOut", "WithoutStock"));
        try (var cloud = new ScriptedCloud(WireReply.ok(body));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(adapter.market.stock("ecs.gpu", ChargeType.SPOT))
                    .containsExactly(
                            new StockHint("z-full", "ecs.gpu", true),
                            new StockHint("z-closing", "ecs.gpu", true),
                            new StockHint("z-empty", "ecs.gpu", false));
            assertThat(cloud.requests().getFirst())
                    .containsEntry("DestinationResource", "InstanceType")
                    .containsEntry("InstanceType", "ecs.gpu")
                    .containsEntry("SpotStrategy", "SpotAsPriceGo");
        }
    }

    @Test
    void a_price_keeps_its_decimals_and_its_parts_add_up_to_the_whole() {
        String body = price("133408.12345678", "instanceType:133400.1", "systemDisk:3.02345678", "dataDisk:5");
        try (var cloud = new ScriptedCloud(WireReply.ok(body));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(adapter.market.price(question(ChargeType.PREPAID, PaidPeriod.parse("P2M"), BIG)))
                    .isEqualTo(new PriceQuote(cny("133400.1"), cny("3.02345678"), List.of(cny("5"))));
            assertThat(cloud.requests().getFirst())
                    .containsEntry("PriceUnit", "Month")
                    .containsEntry("Period", "2")
                    .containsEntry("SystemDisk.Size", "100")
                    .containsEntry("DataDisk.1.Size", "1000")
                    .containsEntry("DataDisk.1.PerformanceLevel", "PL1");
        }
    }

    @Test
    void a_licence_of_the_image_is_part_of_the_host() {
        String body = price("15", "instanceType:10", "image:2", "systemDisk:3");
        try (var cloud = new ScriptedCloud(WireReply.ok(body));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(adapter.market.price(question(ChargeType.POSTPAID, null)).host())
                    .isEqualTo(cny("12"));
        }
    }

    @Test
    void disks_that_the_cloud_sums_up_are_asked_for_one_by_one() {
        try (var cloud = new ScriptedCloud(
                        WireReply.ok(price("18", "instanceType:10", "systemDisk:3", "dataDisk:5")),
                        WireReply.ok(price("17", "instanceType:10", "systemDisk:3", "dataDisk:4")),
                        WireReply.ok(price("14", "instanceType:10", "systemDisk:3", "dataDisk:1")));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(adapter.market.price(question(ChargeType.POSTPAID, null, BIG, SMALL)))
                    .isEqualTo(new PriceQuote(cny("10"), cny("3"), List.of(cny("4"), cny("1"))));
            assertThat(cloud.requests().get(2)).containsEntry("DataDisk.1.Category", "cloud_efficiency");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"RequestId\":\"R\"}",
                "{\"RequestId\":\"R\",\"PriceInfo\":{\"Price\":{\"Currency\":\"CNY\"}}}",
                "{\"RequestId\":\"R\",\"PriceInfo\":{\"Price\":{\"Currency\":\"CNY\",\"TradePrice\":0}}}",
                "{\"RequestId\":\"R\",\"PriceInfo\":{\"Price\":{\"Currency\":\"CNY\",\"TradePrice\":5}}}"
            })
    void a_price_that_is_not_named_is_an_error_and_never_nothing(String body) {
        try (var cloud = new ScriptedCloud(WireReply.ok(body));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThatThrownBy(() -> adapter.market.price(question(ChargeType.POSTPAID, null)))
                    .isInstanceOfSatisfying(
                            CloudException.class,
                            failed -> assertThat(failed.family()).isEqualTo(Family.INVALID));
        }
    }

    @Test
    void types_are_asked_for_ten_at_a_time_and_unknown_ones_are_absent() {
        var names = IntStream.range(0, 12).mapToObj(n -> "ecs.t" + n).toList();
        String body = """
                {"RequestId":"R","InstanceTypes":{"InstanceType":[
                 {"InstanceTypeId":"ecs.t1","CpuCoreCount":32,"MemorySize":188.5,"GPUAmount":1,"GPUSpec":"NVIDIA A10",
                  "EniQuantity":8,"EniPrivateIpAddressQuantity":30},
                 {"InstanceTypeId":"ecs.t11","CpuCoreCount":2,"MemorySize":0.5,"GPUSpec":""}]}}""";
        try (var cloud = new ScriptedCloud(WireReply.ok(body));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(adapter.market.types(names))
                    .containsExactly(
                            new TypeFacts("ecs.t1", 32, new BigDecimal("188.5"), 1, "NVIDIA A10", 8, 30),
                            new TypeFacts("ecs.t11", 2, new BigDecimal("0.5"), 0, "", 0, 0));
            assertThat(cloud.requests()).hasSize(2);
            assertThat(cloud.requests().get(1))
                    .containsEntry("InstanceTypes.2", "ecs.t11")
                    .doesNotContainKey("InstanceTypes.3");
            assertThat(adapter.market.types(List.of())).isEmpty();
            assertThat(cloud.requests()).hasSize(2);
        }
    }

    @Test
    void vswitches_are_asked_of_the_vpc_product() {
        String body = """
                {"RequestId":"R","TotalCount":1,"VSwitches":{"VSwitch":[{"VSwitchId":"vsw-b","VpcId":"vpc-1",
                 "ZoneId":"cn-shanghai-b","CidrBlock":"10.0.1.0/24","AvailableIpAddressCount":251}]}}""";
        try (var cloud = new ScriptedCloud(
                        WireReply.ok(body), WireReply.ok("{\"RequestId\":\"R\",\"VSwitches\":{\"VSwitch\":[]}}"));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(adapter.market.vSwitches(List.of("vsw-b", "vsw-none")))
                    .containsExactly(new VSwitchFacts("vsw-b", "vpc-1", "cn-shanghai-b", "10.0.1.0/24", 251));
            assertThat(cloud.requests().getFirst())
                    .containsEntry("Action", "DescribeVSwitches")
                    .containsEntry("Version", "2016-04-28")
                    .containsEntry("RegionId", "cn-shanghai")
                    .containsEntry("VSwitchId", "vsw-b");
        }
    }

    private static PriceQuestion question(ChargeType chargeType, @Nullable PaidPeriod paid, Disk... dataDisks) {
        return new PriceQuestion("cn-shanghai-b", "ecs.gpu", "m-1", chargeType, paid, SYSTEM, List.of(dataDisks));
    }

    private static Money cny(String amount) {
        return new Money(new BigDecimal(amount), "CNY");
    }

    private static String zone(String id, String status, String category) {
        return """
               {"ZoneId":"%s","AvailableResources":{"AvailableResource":[{"Type":"InstanceType","SupportedResources":
               {"SupportedResource":[{"Value":"ecs.gpu","Status":"%s","StatusCategory":"%s"}]}}]}}""".formatted(id, status, category);
    }

    private static String price(String whole, String... details) {
        var rows = new StringBuilder();
        for (String detail : details) {
            String[] parts = detail.split(":");
            rows.append(rows.isEmpty() ? "" : ",")
                    .append("{\"Resource\":\"" + parts[0] + "\",\"TradePrice\":" + parts[1] + "}");
        }
        return "{\"RequestId\":\"R\",\"PriceInfo\":{\"Price\":{\"TradePrice\":" + whole
                + ",\"OriginalPrice\":999999,\"Currency\":\"CNY\",\"DetailInfos\":{\"DetailInfo\":[" + rows + "]}}}}";
    }
}
