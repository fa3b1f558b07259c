package io.burstlease.sandbox.history;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchRequest.Disk;
import io.burstlease.offer.Prices;
import io.burstlease.sandbox.history.Chronicle.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** What was paid for with a host, from when to when; what it came to is for the meter to say. */
record Spans(
        Scene scene,
        String hostId,
        String instanceId,
        LaunchTale launch,
        Instant boughtBefore,
        Instant lastSeen,
        Instant missed) {

    void tell() {
        span("HOST", "HOST", launch.type().id(), BigDecimal.ONE);
        disk("SYSTEM_DISK", scene.hostClass().systemDisk());
        List<Disk> data = scene.hostClass().dataDisks();
        for (int i = 0; i < data.size(); i++) {
            disk("DATA_DISK_" + (i + 1), data.get(i));
        }
    }

    private void disk(String item, Disk disk) {
        String sku = Prices.diskSku(disk.category(), disk.performanceLevel());
        span(item, "DISK", sku, BigDecimal.valueOf(disk.sizeGib()));
    }

    private void span(String item, String priceItem, String sku, BigDecimal quantity) {
        scene.chronicle()
                .add(
                        Table.USAGE_SPAN,
                        new Row()
                                .with("host_id", hostId)
                                .with("item", item)
                                .with("instance_id", instanceId)
                                .with("price_item", priceItem)
                                .with("sku", sku)
                                .with("zone", launch.zone().id())
                                .with("charge_type", ChargeType.POSTPAID.name())
                                .with("quantity", quantity)
                                .with("opened_after", launch.sentAt())
                                .with("opened_before", boughtBefore)
                                .with("closed_after", lastSeen)
                                .with("closed_before", missed));
    }
}
