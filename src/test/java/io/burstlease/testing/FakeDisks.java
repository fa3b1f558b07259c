package io.burstlease.testing;

import io.burstlease.cloud.CloudDisks;
import io.burstlease.cloud.DiskSeen;
import java.util.ArrayList;
import java.util.List;

/** The disks of the {@link FakeCloud}'s instances: those they were bought with. */
public final class FakeDisks implements CloudDisks {

    private final FakeCloud cloud;
    private volatile boolean dataDisksGo = true;

    FakeDisks(FakeCloud cloud) {
        this.cloud = cloud;
    }

    /** Whether data disks are deleted with their instances. */
    public void dataDisksGo(boolean on) {
        dataDisksGo = on;
    }

    @Override
    public List<DiskSeen> of(String instanceId) {
        cloud.answering();
        List<DiskSeen> disks = new ArrayList<>();
        cloud.live().stream()
                .filter(instance -> instance.id().equals(instanceId))
                .map(FakeInstance::request)
                .forEach(request -> {
                    disks.add(new DiskSeen("d-system", true, request.systemDisk(), true));
                    request.dataDisks().forEach(disk -> disks.add(new DiskSeen("d-data", false, disk, dataDisksGo)));
                });
        return disks;
    }
}
