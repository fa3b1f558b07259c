package io.burstlease.cloud.aliyun;

import com.aliyuncs.ecs.model.v20140526.DescribeInstanceAttributeRequest;
import com.aliyuncs.ecs.model.v20140526.DescribeInstancesRequest;
import com.aliyuncs.ecs.model.v20140526.ModifyInstanceAutoReleaseTimeRequest;
import com.aliyuncs.ecs.model.v20140526.TagResourcesRequest;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.DeleteReply;
import io.burstlease.cloud.LaunchReply;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.cloud.Sighting;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Hosts on ECS. */
final class AliyunHosts implements CloudHosts {

    private static final int MOST_IDS = 100;
    private static final int MOST_TAGS = 20;
    private static final String NO_SUCH_INSTANCE = "InvalidInstanceId.NotFound";

    private final Calls calls;
    private final Clock clock;
    private final int pageSize;
    private final LaunchJudgement judgement;
    private final Deletion deletion;

    AliyunHosts(Calls calls, Clock clock, int pageSize) {
        this.calls = calls;
        this.clock = clock;
        this.pageSize = pageSize;
        this.judgement = new LaunchJudgement(clock);
        this.deletion = new Deletion(calls);
    }

    @Override
    public LaunchReply launch(LaunchRequest request) {
        return judgement.of(calls.ask(LaunchForm.of(request)));
    }

    @Override
    public Sighting list(Collection<String> vSwitchIds) {
        var reading = reading();
        for (String vSwitchId : distinct(vSwitchIds, "vSwitch")) {
            reading.ask(
                    form -> form.setVSwitchId(vSwitchId),
                    instance -> instance.vSwitchId().equals(vSwitchId));
        }
        return reading.whole();
    }

    @Override
    public Sighting listByTag(String key, String value) {
        var tag = new DescribeInstancesRequest.Tag();
        tag.setKey(key);
        tag.setValue(value);
        var reading = reading();
        reading.ask(
                form -> form.setTags(List.of(tag)),
                instance -> value.equals(instance.tags().get(key)));
        return reading.whole();
    }

    @Override
    public Sighting listByIds(Collection<String> instanceIds) {
        var reading = reading();
        var ids = List.copyOf(distinct(instanceIds, "instance"));
        for (int from = 0; from < ids.size(); from += MOST_IDS) {
            var some = ids.subList(from, Math.min(from + MOST_IDS, ids.size()));
            reading.ask(form -> form.setInstanceIds(jsonArray(some)), instance -> some.contains(instance.instanceId()));
        }
        return reading.whole();
    }

    @Override
    public boolean exists(String instanceId) {
        var form = new DescribeInstanceAttributeRequest();
        form.setInstanceId(instanceId);
        Answer answer = calls.ask(form);
        if (answer instanceof Answer.Refused no && no.code().equals(NO_SUCH_INSTANCE)) {
            return false;
        }
        if (!answer.orThrow().body().text("InstanceId").equals(instanceId)) {
            throw untrustworthy("another instance than the one asked for");
        }
        return true;
    }

    @Override
    public boolean maySee(Collection<String> vSwitchIds) {
        return mayList()
                && vSwitchIds.stream()
                        .anyMatch(id -> !VSwitchReading.of(calls, id).isEmpty());
    }

    /** A permission that is missing shows as an empty list; only a dry run tells. */
    private boolean mayList() {
        var form = new DescribeInstancesRequest();
        form.setDryRun(true);
        Answer answer = calls.ask(form);
        if (answer instanceof Answer.Refused no) {
            if (no.code().equals(Answer.DRY_RUN_PASSED)) {
                return true;
            }
            if (no.family() == CloudException.Family.PERMISSION) {
                return false;
            }
        }
        answer.orThrow();
        throw untrustworthy("a dry run that ran");
    }

    @Override
    public void moveReleaseTime(String instanceId, Instant releaseTime) {
        var form = new ModifyInstanceAutoReleaseTimeRequest();
        form.setInstanceId(instanceId);
        // Never empty: an empty time would cancel the release.
        form.setAutoReleaseTime(MinuteTimes.write(releaseTime));
        calls.ask(form).orThrow();
    }

    @Override
    public List<DeleteReply> delete(List<String> instanceIds) {
        return deletion.of(instanceIds);
    }

    @Override
    public void tag(String instanceId, Map<String, String> tags) {
        var rows = new ArrayList<TagResourcesRequest.Tag>();
        new TreeMap<>(tags).forEach((key, value) -> {
            var row = new TagResourcesRequest.Tag();
            row.setKey(key);
            row.setValue(value);
            rows.add(row);
        });
        for (int from = 0; from < rows.size(); from += MOST_TAGS) {
            var form = new TagResourcesRequest();
            form.setResourceType("instance");
            form.setResourceIds(List.of(instanceId));
            form.setTags(rows.subList(from, Math.min(from + MOST_TAGS, rows.size())));
            calls.ask(form).orThrow();
        }
    }

    private InstanceReading reading() {
        return new InstanceReading(calls, pageSize, clock);
    }

    /** An empty question is a fault of the caller: the cloud would answer it with everything, or with nothing. */
    private static Set<String> distinct(Collection<String> ids, String what) {
        if (ids.isEmpty() || ids.stream().anyMatch(Predicate.not(AliyunHosts::isAnId))) {
            throw new IllegalArgumentException("a reading needs the ids of at least one " + what + ": " + ids);
        }
        return new LinkedHashSet<>(ids);
    }

    private static boolean isAnId(String id) {
        return id.matches("[A-Za-z0-9-]+");
    }

    private static String jsonArray(List<String> ids) {
        return ids.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private static CloudException untrustworthy(String what) {
        return new CloudException(CloudException.Family.TRANSIENT, Answer.INVALID_REPLY, what, null);
    }
}
