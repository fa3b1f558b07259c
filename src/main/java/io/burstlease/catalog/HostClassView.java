package io.burstlease.catalog;

import io.burstlease.cloud.LaunchRequest.Disk;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.List;

@Schema(name = "HostClass", description = "What can be leased: hosts that are alike for the jobs on them.")
record HostClassView(
        @Schema(description = "Stable id; what an application names.", example = "a10-1x")
        String id,

        @Schema(description = "For people.", example = "1 × A10 24 GB")
        String name,

        @Schema(description = "GPUs of one host.", example = "1")
        int gpus,

        @Schema(description = "NVIDIA name of the GPU.", example = "NVIDIA A10")
        String gpuModel,

        @Schema(description = "Memory of one GPU in GiB.", example = "24")
        int gpuMemoryGib,

        @Schema(description = "What its hosts boot from.") ImageView image,
        @Schema(description = "Types that serve it.") List<InstanceTypeView> instanceTypes,

        @Schema(description = "Disk of the operating system.")
        DiskView systemDisk,

        @Schema(description = "Further disks.") List<DiskView> dataDisks,

        @Schema(description = "Whether it can be asked for.")
        boolean enabled) {

    @Schema(name = "Image", description = "What hosts boot from.")
    record ImageView(
            @Schema(description = "Stable id.", example = "gpu-ubuntu2204")
            String id,

            @Schema(description = "Version of the NVIDIA driver.")
            String gpuDriver,

            @Schema(description = "Version of CUDA.") String cuda,
            @Schema(description = "Version of the kubelet.") String kubelet) {}

    @Schema(name = "InstanceType", description = "The facts of an ECS instance type.")
    record InstanceTypeView(
            @Schema(description = "ECS instance type.", example = "ecs.gn7i-c32g1.8xlarge")
            String id,

            @Schema(description = "Virtual CPUs of one host.", example = "8")
            int vcpus,

            @Schema(description = "Memory of one host in GiB.", example = "188")
            BigDecimal memoryGib,

            @Schema(description = "Most pods on one host.") int maxPods) {}

    @Schema(name = "Disk", description = "A disk that lives and dies with its host.")
    record DiskView(
            @Schema(description = "ECS disk category, with its performance level.", example = "cloud_essd PL1")
            String kind,

            @Schema(description = "Size in GiB.", example = "100")
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
