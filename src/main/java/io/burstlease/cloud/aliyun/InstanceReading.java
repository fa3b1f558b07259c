package io.burstlease.cloud.aliyun;

import com.aliyuncs.ecs.model.v20140526.DescribeInstancesRequest;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cloud.Sighting;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One whole reading of instances, over as many questions and pages as it takes.
 *
 * <p>Anything that fails on the way fails the whole: a reading that misses a page must never pass for one that shows an
 * instance gone.
 */
final class InstanceReading {

    /** Ends a paging that runs in a circle: far above the largest account. */
    private static final int MOST_PAGES = 10_000;

    private final Calls calls;
    private final int pageSize;
    private final Instant sentAt;
    private final Map<String, InstanceSeen> seen = new LinkedHashMap<>();
    private @Nullable Instant cloudDate;

    InstanceReading(Calls calls, int pageSize, Clock clock) {
        this.calls = calls;
        this.pageSize = pageSize;
        this.sentAt = clock.instant();
    }

    /** Asks one question and keeps the rows that truly answer it: a filter the cloud ignored must not widen it. */
    void ask(Consumer<DescribeInstancesRequest> question, Predicate<InstanceSeen> answers) {
        var used = new HashSet<String>();
        String next = null;
        do {
            Answer.Ok page = calls.ask(form(question, next)).orThrow();
            for (Fields row : page.body().rows("Instances", "Instance")) {
                InstanceSeen instance = InstanceRow.read(row);
                if (answers.test(instance)) {
                    seen.put(instance.instanceId(), instance);
                }
            }
            cloudDate = page.date();
            next = page.body().textOrNull("NextToken");
        } while (next != null && isNew(used, next));
    }

    private static boolean isNew(Set<String> used, String token) {
        if (!used.add(token) || used.size() > MOST_PAGES) {
            throw untrustworthy("the pages do not end");
        }
        return true;
    }

    private DescribeInstancesRequest form(Consumer<DescribeInstancesRequest> question, @Nullable String next) {
        var form = new DescribeInstancesRequest();
        question.accept(form);
        // Always said: the cloud's default is ten rows.
        form.setMaxResults(pageSize);
        form.setNextToken(next);
        return form;
    }

    Sighting whole() {
        if (cloudDate == null) {
            throw untrustworthy("a reply without a Date header");
        }
        return new Sighting(sentAt, cloudDate, seen.values().stream().toList());
    }

    private static CloudException untrustworthy(String what) {
        return new CloudException(CloudException.Family.TRANSIENT, Answer.INVALID_REPLY, what, null);
    }
}
