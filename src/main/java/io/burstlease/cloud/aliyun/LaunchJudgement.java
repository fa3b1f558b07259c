package io.burstlease.cloud.aliyun;

import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.LaunchReply;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Tells a purchase made from one refused, and both from one that may have been made. */
final class LaunchJudgement {

    private final Clock clock;

    LaunchJudgement(Clock clock) {
        this.clock = clock;
    }

    LaunchReply of(Answer answer) {
        return switch (answer) {
            case Answer.Ok ok -> bought(ok);
            case Answer.Refused no
            when isDefinite(no) -> new LaunchReply.Refused(no.family(), no.code(), no.message(), no.requestId());
            case Answer.Refused no -> new LaunchReply.Unsettled(no.code(), no.message());
            case Answer.Nothing none -> new LaunchReply.Unsettled(none.code(), none.message());
        };
    }

    private static boolean isDefinite(Answer.Refused no) {
        return no.status() >= 400 && no.status() < 500 && Families.buysNothing(no.code());
    }

    private LaunchReply bought(Answer.Ok ok) {
        List<String> ids;
        try {
            ids = ok.body().textsIfAny("InstanceIdSets", "InstanceIdSet");
        } catch (CloudException unreadable) {
            return new LaunchReply.Unsettled(unreadable.code(), "instance ids that cannot be read");
        }
        if (ids.isEmpty()) {
            return new LaunchReply.Unsettled(Answer.INVALID_REPLY, "a success that names no instance");
        }
        return new LaunchReply.Bought(ids.stream().distinct().toList(), ok.requestId(), repliedAt(ok));
    }

    /** Our own clock where the header is missing: the ids are worth more than the second. */
    private Instant repliedAt(Answer.Ok ok) {
        return ok.date() == null ? clock.instant().truncatedTo(ChronoUnit.SECONDS) : ok.date();
    }
}
