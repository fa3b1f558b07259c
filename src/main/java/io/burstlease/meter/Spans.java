package io.burstlease.meter;

import io.burstlease.cloud.LaunchRequest;
import io.burstlease.cloud.LaunchRequest.Disk;
import io.burstlease.host.Attempt;
import io.burstlease.host.Attempts;
import io.burstlease.host.Host;
import io.burstlease.host.Sight;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Opens and closes what is paid for: the instance, and each of its disks apart. */
@Repository
class Spans {

    private final JdbcClient jdbc;
    private final Attempts attempts;

    Spans(JdbcClient jdbc, Attempts attempts) {
        this.jdbc = jdbc;
        this.attempts = attempts;
    }

    /** Opens the spans of a host that was just bought; those that are open already stay. */
    void open(Host host) {
        open(host, "HOST", "HOST", host.instanceType().orElseThrow(), BigDecimal.ONE);
        LaunchRequest request = requestOf(host);
        open(host, "SYSTEM_DISK", request.systemDisk());
        List<Disk> data = request.dataDisks();
        for (int i = 0; i < data.size(); i++) {
            open(host, "DATA_DISK_" + (i + 1), data.get(i));
        }
    }

    /** Closes them: the end lies between the last sight and the first miss. */
    void close(Host host) {
        Sight sight = host.sight();
        jdbc.sql("""
                        update usage_span
                        set closed_after = greatest(:after, opened_after),
                            closed_before = greatest(:before, opened_before)
                        where host_id = :host
                          and closed_before is null
                        """)
                .param("after", utc(sight.goneAfter()))
                .param("before", utc(sight.goneBefore()))
                .param("host", host.id())
                .update();
    }

    private LaunchRequest requestOf(Host host) {
        int number = host.attempt().orElseThrow();
        return attempts.of(host.launchId().orElseThrow()).stream()
                .filter(attempt -> attempt.number() == number)
                .map(Attempt::request)
                .findFirst()
                .orElseThrow();
    }

    private void open(Host host, String item, Disk disk) {
        String level = disk.performanceLevel();
        String sku = level == null ? disk.category() : disk.category() + " " + level;
        open(host, item, "DISK", sku, BigDecimal.valueOf(disk.sizeGib()));
    }

    private void open(Host host, String item, String priceItem, String sku, BigDecimal quantity) {
        jdbc.sql("""
                        insert into usage_span (host_id, item, instance_id, price_item, sku, zone, charge_type, quantity,
                                                opened_after, opened_before)
                        values (:host, :item, :instance, :priceItem, :sku, :zone, :chargeType, :quantity, :after, :before)
                        on conflict (host_id, item) do nothing
                        """)
                .param("host", host.id())
                .param("item", item)
                .param("instance", host.instanceId().orElseThrow())
                .param("priceItem", priceItem)
                .param("sku", sku)
                .param("zone", host.zone().orElseThrow())
                .param("chargeType", host.chargeType().orElseThrow().name())
                .param("quantity", quantity)
                .param("after", utc(host.boughtAfter().orElseThrow()))
                .param("before", utc(host.boughtBefore().orElseThrow()))
                .update();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
