package io.burstlease.provision;

import io.burstlease.cloud.ChargeType;
import io.burstlease.host.Attempt;
import io.burstlease.host.Launch;
import io.burstlease.host.LaunchState;
import io.burstlease.host.Reading;
import io.burstlease.host.Send;
import io.burstlease.host.SendAnswer;
import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A launch as operators see it. */
@Schema(name = "Launch", description = "One purchase of hosts, and what became of it.")
record LaunchView(
        @Schema(example = "a-6kq2m9xqzahs4n3b", requiredMode = Schema.RequiredMode.REQUIRED)
        String id,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String leaseId,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) LaunchState state,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant stateSince,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String instanceType,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String zone,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) ChargeType chargeType,

        @Schema(description = "Of one host with its disks.", requiredMode = Schema.RequiredMode.REQUIRED)
        Money hourlyPrice,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) int amount,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) int minAmount,

        @Schema(description = "Hosts it brought; absent while that is not known.") @Nullable
        Integer bought,

        @Nullable String refusalCode,
        @Nullable String refusalMessage,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant createdAt,

        @Schema(description = "Only of a single launch.") @Nullable
        List<AttemptView> attempts) {

    /** One frozen request. Its user data, which holds a token, is never shown. */
    @Schema(name = "LaunchAttempt")
    record AttemptView(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            int number,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String clientToken,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Instant frozenAt,

            @Nullable Instant autoReleaseAt,
            @Nullable Instant settledAt,

            @Schema(description = "BOUGHT, REFUSED, ADOPTED or NOTHING; absent while it is not known.") @Nullable
            String settledAs,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<SendView> sends,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<ReadingView> readings) {}

    /** One send, with the answer where there is one. */
    @Schema(name = "LaunchSend")
    record SendView(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Instant sentAt,

            @Nullable Instant answeredAt,
            @Nullable String answer,
            @Nullable String code,
            @Nullable String message,
            @Nullable String requestId) {

        static SendView of(Send send) {
            SendAnswer answer = send.answer();
            return answer == null
                    ? new SendView(send.sentAt(), null, null, null, null, null)
                    : new SendView(
                            send.sentAt(),
                            answer.at(),
                            answer.kind().name(),
                            answer.code(),
                            answer.message(),
                            answer.requestId());
        }
    }

    /** One complete reading by the attempt's tag. */
    @Schema(name = "LaunchReading")
    record ReadingView(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Instant begunAt,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Set<String> instanceIds) {

        static ReadingView of(Reading reading) {
            return new ReadingView(reading.begunAt(), reading.instanceIds());
        }
    }

    static AttemptView attempt(Attempt attempt, List<Send> sends, List<Reading> readings) {
        return new AttemptView(
                attempt.number(),
                attempt.clientToken(),
                attempt.frozenAt(),
                attempt.autoReleaseAt(),
                attempt.settledAt(),
                attempt.settledAs() == null ? null : attempt.settledAs().name(),
                sends.stream().map(SendView::of).toList(),
                readings.stream().map(ReadingView::of).toList());
    }

    static LaunchView of(Launch launch, @Nullable List<AttemptView> attempts) {
        return new LaunchView(
                launch.id(),
                launch.leaseId(),
                launch.state(),
                launch.stateSince(),
                launch.instanceType(),
                launch.zone(),
                launch.chargeType(),
                launch.hourlyPrice(),
                launch.amount(),
                launch.minAmount(),
                launch.bought().orElse(null),
                launch.refusalCode().orElse(null),
                launch.refusalMessage().orElse(null),
                launch.createdAt(),
                attempts);
    }
}
