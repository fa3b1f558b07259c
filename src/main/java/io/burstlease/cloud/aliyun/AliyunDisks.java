package io.burstlease.cloud.aliyun;

import com.aliyuncs.ecs.model.v20140526.DescribeDisksRequest;
import io.burstlease.cloud.CloudDisks;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.DiskSeen;
import io.burstlease.cloud.LaunchRequest;
import java.util.Comparator;
import java.util.List;

/** The disks of ECS instances. */
final class AliyunDisks implements CloudDisks {

    /** An instance has 17 disks at most, so that one page holds them all. */
    private static final int PAGE = 50;

    private final Calls calls;

    AliyunDisks(Calls calls) {
        this.calls = calls;
    }

    @Override
    public List<DiskSeen> of(String instanceId) {
        var form = new DescribeDisksRequest();
        form.setInstanceId(instanceId);
        form.setPageNumber(1);
        form.setPageSize(PAGE);
        Fields body = calls.ask(form).orThrow().body();
        List<Fields> rows = body.rows("Disks", "Disk");
        if (body.count("TotalCount") > rows.size()) {
            throw new CloudException(
                    CloudException.Family.TRANSIENT, Answer.INVALID_REPLY, "a page that is not whole", null);
        }
        return rows.stream()
                .filter(row -> instanceId.equals(row.textOrNull("InstanceId")))
                .sorted(Comparator.comparing((Fields row) -> !isSystem(row)).thenComparing(AliyunDisks::device))
                .map(AliyunDisks::seen)
                .toList();
    }

    private static DiskSeen seen(Fields row) {
        var disk = new LaunchRequest.Disk(
                row.text("Category"), Math.toIntExact(row.count("Size")), row.textOrNull("PerformanceLevel"));
        return new DiskSeen(row.text("DiskId"), isSystem(row), disk, row.flag("DeleteWithInstance"));
    }

    private static boolean isSystem(Fields row) {
        return row.text("Type").equals("system");
    }

    private static String device(Fields row) {
        String device = row.textOrNull("Device");
        return device == null ? "" : device;
    }
}
