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
        @Schema(description = "Stable id, in the tags of what it bought.", example = "a-6kq2m9xqzahs4n3b")
        String id,

        @Schema(description = "The lease it buys for.", example = "l-4fk2m9xqza")
        String leaseId,

        @Schema(
                description =
                        "INTENDED is written before anything is sent; UNKNOWN until readings show what was bought.")
        LaunchState state,

        @Schema(description = "When it entered the state (UTC).")
        Instant stateSince,

        @Schema(description = "ECS instance type.", example = "ecs.gn7i-c8g1.2xlarge")
        String instanceType,

        @Schema(description = "Zone it buys in.", example = "cn-shanghai-b")
        String zone,

        @Schema(description = "How the cloud charges.") ChargeType chargeType,
        @Schema(description = "Of one host with its disks.") Money hourlyPrice,

        @Schema(description = "Hosts wanted.", example = "2")
        int amount,

        @Schema(description = "Least acceptable; the cloud sells none rather than fewer.", example = "2")
        int minAmount,

        @Schema(description = "Hosts it brought; absent while that is not known.") @Nullable
        Integer bought,

        @Schema(description = "The cloud's code where it refused.", example = "OperationDenied.NoStock") @Nullable
        String refusalCode,

        @Schema(description = "The cloud's words where it refused.") @Nullable
        String refusalMessage,

        @Schema(description = "When it was intended (UTC).") Instant createdAt,

        @Schema(description = "Each frozen request and what came of it. Only of a single launch.") @Nullable
        List<AttemptView> attempts) {

    /** One frozen request. Its user data, which holds a token, is never shown. */
    @Schema(name = "LaunchAttempt", description = "One frozen request to buy.")
    record AttemptView(
            @Schema(description = "Rises by one with each attempt.", example = "1")
            int number,

            @Schema(description = "Under which the cloud knows a repetition.")
            String clientToken,

            @Schema(description = "When the whole request was written down (UTC).")
            Instant frozenAt,

            @Schema(description = "When the cloud will release what it bought by itself (UTC).") @Nullable
            Instant autoReleaseAt,

            @Schema(description = "When it became known what it bought (UTC).") @Nullable
            Instant settledAt,

            @Schema(description = "BOUGHT, REFUSED, ADOPTED or NOTHING; absent while it is not known.") @Nullable
            String settledAs,

            @Schema(description = "Each time it was sent.") List<SendView> sends,

            @Schema(description = "Each complete reading by its tag.")
            List<ReadingView> readings) {}

    /** One send, with the answer where there is one. */
    @Schema(name = "LaunchSend", description = "One sending of the request.")
    record SendView(
            @Schema(description = "When it was sent (UTC).") Instant sentAt,

            @Schema(description = "When the answer came (UTC); absent where none did.") @Nullable
            Instant answeredAt,

            @Schema(description = "What kind of answer it was.") @Nullable
            String answer,

            @Schema(description = "The cloud's error code.") @Nullable
            String code,

            @Schema(description = "The cloud's words.") @Nullable
            String message,

            @Schema(description = "The cloud's request id, for its support.") @Nullable
            String requestId) {

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
    @Schema(name = "LaunchReading", description = "One look at what the cloud holds.")
    record ReadingView(
            @Schema(description = "When it was begun (UTC).")
            Instant begunAt,

            @Schema(description = "Instances that it showed.")
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
