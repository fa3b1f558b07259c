package io.burstlease.testing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A small world to lease in, written as rows. Team {@code red} (lead {@code rita}, member {@code ron}, platform
 * {@code red-platform}, project {@code paint}) may hold 20 hosts for 30 days; team {@code blue} (lead {@code bea},
 * project {@code sky}) 5 hosts for 7 days. Class {@code small} is served by type {@code ecs.small} (1 GPU, 30 pods),
 * class {@code large} by {@code ecs.large-a} and {@code ecs.large-b} (8 GPUs). Zones are {@code z-1} and {@code z-2}. A
 * host of {@code small} has a system disk of 100 GiB. There are no prices, budgets or hints but those a test adds.
 */
public record Market(JdbcClient jdbc) {

    private static final String ROWS = """
            insert into team (id, name, max_hosts, max_term_days, standing_burst_limit)
            values ('red', 'Red', 20, 30, 1000), ('blue', 'Blue', 5, 7, null);
            insert into team_member (team_id, subject, is_lead)
            values ('red', 'rita', true), ('red', 'ron', false), ('blue', 'bea', true);
            insert into team_platform (team_id, client) values ('red', 'red-platform');
            insert into team_namespace (namespace, team_id) values ('red-jobs', 'red');
            insert into project (team_id, id, name)
            values ('red', 'paint', 'Paint'), ('red', 'ink', 'Ink'), ('blue', 'sky', 'Sky');
            insert into instance_type (id, vcpus, memory_gib, gpus, gpu_model, gpu_memory_gib, max_pods)
            values ('ecs.small', 8, 30.5, 1, 'NVIDIA A10', 24, 30),
                   ('ecs.large-a', 96, 1000, 8, 'NVIDIA A100', 80, 200),
                   ('ecs.large-b', 128, 1024, 8, 'NVIDIA A100', 80, 100);
            insert into image (id, cloud_image_id, gpu_driver, cuda, kubelet)
            values ('gpu', 'm-gpu', '550.1', '12.4', 'v1.32.4');
            insert into host_class (
              id, name, gpus, gpu_model, image_id, system_disk_gib, data_disk_gib, disk_category, disk_performance_level
            )
            values ('small', 'Small', 1, 'NVIDIA A10', 'gpu', 100, 0, 'cloud_essd', 'PL1'),
                   ('large', 'Large', 8, 'NVIDIA A100', 'gpu', 200, 1000, 'cloud_essd', 'PL1');
            insert into host_class_type (host_class_id, instance_type)
            values ('small', 'ecs.small'), ('large', 'ecs.large-a'), ('large', 'ecs.large-b');
            insert into zone (id, region, v_switch_id, pod_v_switch_id)
            values ('z-1', 'r', 'vsw-1', 'vsw-pod-1'), ('z-2', 'r', 'vsw-2', 'vsw-pod-2');
            """;

    public static Market in(Things things) {
        return in(things.owner());
    }

    /** @param owner of the schema */
    public static Market in(JdbcClient owner) {
        owner.sql(ROWS).update();
        return new Market(owner);
    }

    /** A post-paid price by the hour, known since it was active. */
    public Market host(String type, String zone, String amount, Instant activeFrom) {
        return price("HOST", type, zone, "HOUR", amount, activeFrom, activeFrom);
    }

    public Market host(String type, String zone, String amount, Instant activeFrom, Instant knownFrom) {
        return price("HOST", type, zone, "HOUR", amount, activeFrom, knownFrom);
    }

    /** A price of {@code cloud_essd PL1} by GiB and hour. */
    public Market disk(String zone, String amount, Instant activeFrom) {
        return price("DISK", "cloud_essd PL1", zone, "GIB_HOUR", amount, activeFrom, activeFrom);
    }

    /** What one host without its disks costs for a period. */
    public Market prepaid(String type, String zone, String period, String amount, Instant activeFrom) {
        return price("HOST", type, zone, "PREPAID", period, amount, activeFrom, activeFrom);
    }

    /** What a GiB of {@code cloud_essd PL1} costs for a period. */
    public Market prepaidDisk(String zone, String period, String amount, Instant activeFrom) {
        return price("DISK", "cloud_essd PL1", zone, "PREPAID", "GIB_" + period, amount, activeFrom, activeFrom);
    }

    private Market price(
            String item, String sku, String zone, String unit, String amount, Instant activeFrom, Instant knownFrom) {
        return price(item, sku, zone, "POSTPAID", unit, amount, activeFrom, knownFrom);
    }

    private Market price(
            String item,
            String sku,
            String zone,
            String chargeType,
            String unit,
            String amount,
            Instant activeFrom,
            Instant knownFrom) {
        jdbc.sql("""
                        insert into price (
                          item, sku, zone, charge_type, unit, amount, currency, source, active_from, known_from
                        )
                        values (:item, :sku, :zone, :chargeType, :unit, :amount, 'CNY', 'test', :activeFrom, :knownFrom)
                        """)
                .param("item", item)
                .param("sku", sku)
                .param("zone", zone)
                .param("chargeType", chargeType)
                .param("unit", unit)
                .param("amount", new BigDecimal(amount))
                .param("activeFrom", activeFrom.atOffset(ZoneOffset.UTC))
                .param("knownFrom", knownFrom.atOffset(ZoneOffset.UTC))
                .update();
        return this;
    }

    public Market budget(String team, String month, String amount) {
        jdbc.sql("""
                        insert into team_budget (team_id, month, amount, currency)
                        values (:team, :month, :amount, 'CNY')
                        """)
                .param("team", team)
                .param("month", YearMonth.parse(month).atDay(1))
                .param("amount", new BigDecimal(amount))
                .update();
        return this;
    }

    public Market disable(String zone) {
        jdbc.sql("update zone set enabled = false where id = :zone")
                .param("zone", zone)
                .update();
        return this;
    }
}
