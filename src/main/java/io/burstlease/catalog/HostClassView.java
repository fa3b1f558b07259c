package io.burstlease.catalog;

import io.burstlease.cloud.LaunchRequest.Disk;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;

@Schema(name = "HostClass", description = "What can be leased: hosts that are alike for the jobs on them.")
record HostClassView(
        @Schema(example = "a10-1x", requiredMode = Schema.RequiredMode.REQUIRED)
        String id,

        @Schema(example = "1 × A10 24 GB", requiredMode = Schema.RequiredMode.REQUIRED)
        String name,

        @Schema(description = "GPUs of one host.", example = "1", requiredMode = Schema.RequiredMode.REQUIRED)
        int gpus,

        @Schema(example = "NVIDIA A10", requiredMode = Schema.RequiredMode.REQUIRED)
        String gpuModel,

        @Schema(description = "Memory of one GPU.", example = "24", requiredMode = Schema.RequiredMode.REQUIRED)
        int gpuMemoryGib,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) ImageView image,

        @Schema(description = "Types that serve it.", requiredMode = Schema.RequiredMode.REQUIRED)
        List<InstanceTypeView> instanceTypes,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) DiskView systemDisk,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<DiskView> dataDisks,

        @Schema(description = "Whether it can be asked for.", requiredMode = Schema.RequiredMode.REQUIRED)
        boolean enabled) {

    @Schema(name = "Image", description = "What hosts boot from.")
    record ImageView(
            @Schema(example = "gpu-ubuntu2204", requiredMode = Schema.RequiredMode.REQUIRED)
            String id,

            @Schema(description = "NVIDIA driver.", requiredMode = Schema.RequiredMode.REQUIRED)
            String gpuDriver,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String cuda,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String kubelet) {}

    @Schema(name = "InstanceType", description = "The facts of an ECS instance type.")
    record InstanceTypeView(
            @Schema(example = "ecs.gn7i-c32g1.8xlarge", requiredMode = Schema.RequiredMode.REQUIRED)
            String id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            int vcpus,

            @Schema(example = "188", requiredMode = Schema.RequiredMode.REQUIRED)
            BigDecimal memoryGib,

            @Schema(description = "Most pods on one host.", requiredMode = Schema.RequiredMode.REQUIRED)
            int maxPods) {}

    @Schema(name = "Disk", description = "A disk that lives and dies with its host.")
    record DiskView(
            @Schema(example = "cloud_essd PL1", requiredMode = Schema.RequiredMode.REQUIRED)
            String kind,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            int sizeGib) {

        static DiskView of(Disk disk) {
            String level = disk.performanceLevel();
            return new DiskView(level == null ? disk.category() : disk.category() + " " + level, disk.sizeGib());
        }
    }

    static HostClassView of(HostClass hostClass) {
        Image image = hostClass.image();
        return new HostClassView(
                hostClass.id(),
                hostClass.name(),
                hostClass.gpus(),
                hostClass.gpuModel(),
                hostClass.gpuMemoryGib(),
                new ImageView(image.id(), image.gpuDriver(), image.cuda(), image.kubelet()),
                hostClass.instanceTypes().stream().map(HostClassView::type).toList(),
                DiskView.of(hostClass.systemDisk()),
                hostClass.dataDisks().stream().map(DiskView::of).toList(),
                hostClass.enabled());
    }

    private static InstanceTypeView type(InstanceType type) {
        // By way of the text, because a number without trailing zeros may come out as 1E+3.
        BigDecimal memory = new BigDecimal(type.memoryGib().stripTrailingZeros().toPlainString());
        return new InstanceTypeView(type.id(), type.vcpus(), memory, type.maxPods());
    }
}
