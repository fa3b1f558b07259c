package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.DiskSpec;
import io.burstlease.sandbox.cloud.state.Term;
import io.burstlease.sandbox.cloud.world.Catalogue;
import io.burstlease.sandbox.cloud.world.DiskPrice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code SystemDisk.*} and {@code DataDisk.N.*}, and prices them. */
final class DiskParams {

    private static final int MOST_DATA_DISKS = 16;
    private static final int SMALLEST_SYSTEM_DISK = 20;
    private static final int LARGEST_SYSTEM_DISK = 2048;
    private static final int DEFAULT_SYSTEM_DISK = 40;

    private final Catalogue catalogue;
    private final Pricing pricing;
    private final @Nullable Term term;

    /** @param term that the disks are paid for in advance, if they are */
    DiskParams(Catalogue catalogue, @Nullable Term term) {
        this.catalogue = catalogue;
        this.pricing = new Pricing(catalogue);
        this.term = term;
    }

    List<DiskSpec> read(Params params) {
        List<DiskSpec> disks = new ArrayList<>();
        disks.add(systemDisk(params));
        disks.addAll(dataDisks(params));
        return disks;
    }

    DiskSpec systemDisk(Params params) {
        int size = params.integer("SystemDisk.Size", DEFAULT_SYSTEM_DISK, 1, Integer.MAX_VALUE);
        if (size < SMALLEST_SYSTEM_DISK || size > LARGEST_SYSTEM_DISK) {
            throw new Refusal(
                    400, "InvalidSystemDiskSize.ValueNotSupported", "The specified SystemDisk.Size is not supported.");
        }
        DiskPrice price = category(
                params.get("SystemDisk.Category", "cloud_essd"),
                params.get("SystemDisk.PerformanceLevel"),
                "InvalidSystemDiskCategory.ValueNotSupported");
        return spec("systemDisk", price, size, true, params.get("SystemDisk.DiskName"));
    }

    List<DiskSpec> dataDisks(Params params) {
        List<DiskSpec> disks = new ArrayList<>();
        for (Params disk : params.groups("DataDisk", MOST_DATA_DISKS)) {
            int size = disk.integer("Size", 0, 1, Integer.MAX_VALUE);
            if (size == 0) {
                throw Refusal.missing("DataDisk.Size");
            }
            DiskPrice price = category(
                    disk.get("Category", "cloud_essd"),
                    disk.get("PerformanceLevel"),
                    "InvalidDataDiskCategory.ValueNotSupported");
            if (size < price.minimumGib() || size > price.maximumGib()) {
                throw new Refusal(
                        400,
                        "InvalidDataDiskSize.ValueNotSupported",
                        "The specified DataDisk.n.Size is not supported.");
            }
            boolean goes = disk.flag("DeleteWithInstance", true);
            disks.add(spec("dataDisk" + (disks.size() + 1), price, size, goes, disk.get("DiskName")));
        }
        return disks;
    }

    private DiskPrice category(String category, @Nullable String level, String refusal) {
        String wanted = category.equals("cloud_essd") ? (level == null ? "PL1" : level) : "";
        return catalogue
                .disk(category, wanted)
                .orElseThrow(() -> new Refusal(400, refusal, "The specified disk category is not supported."));
    }

    private DiskSpec spec(String item, DiskPrice price, int size, boolean goes, @Nullable String name) {
        return new DiskSpec(
                item,
                price.category(),
                price.performanceLevel(),
                size,
                goes,
                name,
                pricing.perHour(price, size),
                term == null ? BigDecimal.ZERO : pricing.perTerm(price, size, term));
    }
}
