package io.burstlease.sandbox.cloud.world;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The world of the sandbox. Instance prices are CNY list prices of cn-shanghai as of mid 2023 and disk prices are of
 * the same order; both are samples, never to be taken for what the cloud asks today. Numbers of network cards that no
 * table states are assumed.
 */
final class SampleWorld {

    private static final String REGION = "cn-shanghai";
    private static final List<String> ZONES = List.of("cn-shanghai-b", "cn-shanghai-g", "cn-shanghai-m");

    // type | vCPU | GiB | GPUs | GPU | MiB of one GPU | cards | addresses of a card | Gbit/s | per hour | per month
    private static final String KINDS = """
            ecs.gn7i-c8g1.2xlarge|8|30|1|NVIDIA A10|22731|4|15|16|9.53|4575.66
            ecs.gn7i-c16g1.4xlarge|16|60|1|NVIDIA A10|22731|8|30|16|10.09|4844.81
            ecs.gn7i-c32g1.8xlarge|32|188|1|NVIDIA A10|22731|8|30|16|13.30|6387.98
            ecs.gn7i-c32g1.16xlarge|64|376|2|NVIDIA A10|22731|8|30|32|26.61|12775.95
            ecs.gn7i-c32g1.32xlarge|128|752|4|NVIDIA A10|22731|15|30|64|53.23|25551.90
            ecs.gn7i-c48g1.12xlarge|48|310|1|NVIDIA A10|22731|8|30|16|17.94|8613
            ecs.gn7i-c56g1.14xlarge|56|346|1|NVIDIA A10|22731|8|30|16|21.53|10335.60
            ecs.gn7e-c16g1.4xlarge|16|125|1|NVIDIA A100 80G|81251|8|10|8|34.74|16676
            ecs.gn7e-c16g1.16xlarge|64|500|4|NVIDIA A100 80G|81251|8|20|32|138.96|66704
            ecs.gn7e-c16g1.32xlarge|128|1000|8|NVIDIA A100 80G|81251|15|20|64|277.93|133408
            ecs.ebmgn7e.32xlarge|128|1024|8|NVIDIA A100 80G|81251|32|10|64|277.93|133408
            ecs.gn7-c12g1.3xlarge|12|94|1|NVIDIA A100 40G|40537|8|10|4|31.58|15160
            ecs.gn7-c13g1.13xlarge|52|378|4|NVIDIA A100 40G|40537|8|20|15|126.33|60640
            ecs.gn7-c13g1.26xlarge|104|756|8|NVIDIA A100 40G|40537|15|20|30|252.66|121280
            ecs.gn6v-c8g1.2xlarge|8|32|1|NVIDIA V100|16160|4|10|3|26.46|7620
            ecs.gn6v-c8g1.8xlarge|32|128|4|NVIDIA V100|16160|8|20|10|105.84|30480
            ecs.gn6v-c8g1.16xlarge|64|256|8|NVIDIA V100|16160|8|20|20|211.68|60960
            ecs.gn6v-c10g1.20xlarge|82|336|8|NVIDIA V100|16160|8|20|32|219.64|63255
            ecs.ebmgn6v.24xlarge|96|384|8|NVIDIA V100|16160|32|10|30|237.12|68292
            ecs.gn6e-c12g1.3xlarge|12|92|1|NVIDIA V100 32G|32510|4|10|5|19.73|9475
            ecs.gn6e-c12g1.12xlarge|48|368|4|NVIDIA V100 32G|32510|8|20|16|78.95|37900
            ecs.gn6e-c12g1.24xlarge|96|736|8|NVIDIA V100 32G|32510|8|20|32|157.91|75800
            ecs.gn6i-c4g1.xlarge|4|15|1|NVIDIA T4|15109|2|10|4|11.63|3348
            ecs.gn6i-c8g1.2xlarge|8|31|1|NVIDIA T4|15109|2|10|5|14.00|4032
            ecs.gn6i-c16g1.4xlarge|16|62|1|NVIDIA T4|15109|3|10|6|16.41|4725
            ecs.gn6i-c24g1.6xlarge|24|93|1|NVIDIA T4|15109|4|10|7|17.19|4950
            ecs.gn6i-c40g1.10xlarge|40|155|1|NVIDIA T4|15109|4|10|10|14.81|7112.9
            ecs.gn6i-c24g1.12xlarge|48|186|2|NVIDIA T4|15109|6|10|15|34.38|9900
            ecs.gn6i-c24g1.24xlarge|96|372|4|NVIDIA T4|15109|8|10|30|68.75|19800
            ecs.ebmgn7i.32xlarge|128|768|4|NVIDIA A10|22731|32|10|64||
            ecs.ebmgn7.26xlarge|104|768|8|NVIDIA A100 40G|40537|32|10|30||
            ecs.gn8is.2xlarge|8|64|1|NVIDIA L20|46068|4|15|16||
            ecs.gn8is-8x.32xlarge|128|1024|8|NVIDIA L20|46068|15|30|64||
            ecs.gn8v.4xlarge|16|96|1|NVIDIA 96G HBM3|97871|8|20|12||
            ecs.gn8v-8x.48xlarge|192|1024|8|NVIDIA 96G HBM3|97871|15|30|100||
            """;

    static CloudWorld create() {
        return new CloudWorld(account(), network(), catalogue(), behaviour());
    }

    private static Account account() {
        return new Account(
                "1000000000000001",
                List.of(new AccessKey("sandbox-key", "sandbox-secret")),
                new Quota(20_000, 2_000),
                new BigDecimal("50000000"));
    }

    private static Network network() {
        return new Network(
                REGION,
                "vpc-burst",
                ZONES,
                List.of(
                        new VSwitch("vsw-host-b", "cn-shanghai-b", "10.80.0.0/22"),
                        new VSwitch("vsw-host-g", "cn-shanghai-g", "10.80.4.0/22"),
                        new VSwitch("vsw-host-m", "cn-shanghai-m", "10.80.8.0/22"),
                        new VSwitch("vsw-pod-b", "cn-shanghai-b", "10.80.64.0/19"),
                        new VSwitch("vsw-pod-g", "cn-shanghai-g", "10.80.96.0/19"),
                        new VSwitch("vsw-pod-m", "cn-shanghai-m", "10.80.128.0/19")),
                List.of("sg-burst"));
    }

    private static Catalogue catalogue() {
        return new Catalogue(
                "CNY",
                KINDS.lines().map(SampleWorld::kind).toList(),
                List.of(
                        new DiskPrice("cloud_essd", "PL0", 1, 65_536, price("0.00105"), price("0.5")),
                        new DiskPrice("cloud_essd", "PL1", 20, 65_536, price("0.0021"), price("1")),
                        new DiskPrice("cloud_essd", "PL2", 461, 65_536, price("0.0042"), price("2")),
                        new DiskPrice("cloud_essd", "PL3", 1_261, 65_536, price("0.0084"), price("4")),
                        new DiskPrice("cloud_auto", "", 1, 65_536, price("0.00105"), price("0.5")),
                        new DiskPrice("cloud_ssd", "", 20, 32_768, price("0.0021"), price("1")),
                        new DiskPrice("cloud_efficiency", "", 20, 32_768, price("0.00073"), price("0.35"))),
                stock(),
                List.of("m-gpu-ubuntu2204"),
                price("0.3"));
    }

    /** The large types are scarce, and zone m sells no bare metal and little else. */
    private static List<StockRule> stock() {
        List<StockRule> rules = new ArrayList<>();
        rules.add(new StockRule(null, null, null, 200));
        rules.add(new StockRule(null, "cn-shanghai-m", null, 40));
        rules.add(new StockRule(null, null, ChargeType.SPOT, 20));
        for (String large : List.of("ecs.gn7e-c16g1.32xlarge", "ecs.gn7-c13g1.26xlarge", "ecs.gn6v-c10g1.20xlarge")) {
            rules.add(new StockRule(large, null, null, 16));
        }
        for (String metal : List.of("ecs.ebmgn7e.32xlarge", "ecs.ebmgn6v.24xlarge")) {
            rules.add(new StockRule(metal, null, null, 4));
            rules.add(new StockRule(metal, "cn-shanghai-m", null, -1));
        }
        return List.copyOf(rules);
    }

    private static Behaviour behaviour() {
        return new Behaviour(
                new Delays(
                        Duration.ofSeconds(1),
                        Duration.ofMillis(2500),
                        Duration.ofMillis(500),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ZERO),
                new Limits(600, Map.of("RunInstances", 120, "ModifyInstanceAutoReleaseTime", 500)),
                new TokenMemory(Duration.ofMinutes(10), Duration.ofMinutes(30), false));
    }

    private static InstanceKind kind(String line) {
        String[] field = line.split("\\|", -1);
        return new InstanceKind(
                field[0],
                Integer.parseInt(field[1]),
                Integer.parseInt(field[2]),
                Integer.parseInt(field[3]),
                field[4],
                Integer.parseInt(field[5]),
                Integer.parseInt(field[6]),
                Integer.parseInt(field[7]),
                Integer.parseInt(field[8]),
                priceOrNull(field[9]),
                priceOrNull(field[10]));
    }

    private static BigDecimal price(String number) {
        return new BigDecimal(number);
    }

    private static @Nullable BigDecimal priceOrNull(String number) {
        return number.isEmpty() ? null : new BigDecimal(number);
    }
}
