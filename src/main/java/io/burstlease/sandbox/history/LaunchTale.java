package io.burstlease.sandbox.history;

import io.burstlease.catalog.InstanceType;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.host.LaunchState;
import io.burstlease.money.Money;
import io.burstlease.naming.Marks;
import io.burstlease.offer.Zone;
import io.burstlease.sandbox.history.Chronicle.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One purchase of the past: intended, sent once, answered. */
final class LaunchTale {

    private static final int ATTEMPT = 1;
    private static final String NO_STOCK = "OperationDenied.NoStock";
    private static final String NO_STOCK_MESSAGE = "The requested resource is sold out in the specified zone.";
    private static final Duration TO_SEND = Duration.ofMillis(400);

    private final Scene scene;
    private final String id;
    private final String leaseId;
    private final InstanceType type;
    private final Zone zone;
    private final int amount;
    private final Instant intendedAt;
    private final Instant sentAt;
    private final Instant answeredAt;
    private final Instant autoReleaseAt;
    private @Nullable LaunchState state;

    LaunchTale(
            Scene scene,
            String leaseId,
            InstanceType type,
            Zone zone,
            int amount,
            Instant intendedAt,
            Instant autoReleaseAt) {
        this.scene = scene;
        this.id = scene.dice().id("a", 16);
        this.leaseId = leaseId;
        this.type = type;
        this.zone = zone;
        this.amount = amount;
        this.intendedAt = intendedAt;
        this.sentAt = intendedAt.plus(TO_SEND);
        this.answeredAt = sentAt.plus(scene.dice().seconds(1, 4));
        this.autoReleaseAt = autoReleaseAt;
    }

    /** The cloud named its instances. */
    void bought() {
        begin();
        enter(LaunchState.KNOWN, answeredAt, "the reply named them");
        tell(null, null, amount);
        answered("BOUGHT", null, null);
        placed("TAKEN", null, "bought", amount + " hosts");
    }

    /** The offer was out of stock. */
    void refused() {
        begin();
        enter(LaunchState.REFUSED, answeredAt, refusal());
        tell(NO_STOCK, NO_STOCK_MESSAGE, 0);
        answered("REFUSED", NO_STOCK, NO_STOCK_MESSAGE);
        placed("REFUSED", Family.STOCK.name(), NO_STOCK, NO_STOCK_MESSAGE);
    }

    private void begin() {
        enter(LaunchState.INTENDED, intendedAt, null);
        enter(LaunchState.SENT, sentAt, "attempt " + ATTEMPT);
    }

    private void enter(LaunchState next, Instant at, @Nullable String reason) {
        if (state != null && !state.next().contains(next)) {
            throw new IllegalStateException("a launch that is " + state + " does not become " + next);
        }
        scene.chronicle()
                .event(
                        Table.LAUNCH_EVENT,
                        at,
                        new Row()
                                .with("launch_id", id)
                                .with("lease_id", leaseId)
                                .with("event", next.name().toLowerCase(Locale.ROOT))
                                .with("from_state", state == null ? null : state.name())
                                .with("to_state", next.name())
                                .with("reason", reason)
                                .with("detail", Scene.SAMPLE));
        state = next;
    }

    private void tell(@Nullable String code, @Nullable String message, int bought) {
        scene.chronicle()
                .add(
                        Table.LAUNCH,
                        new Row()
                                .with("id", id)
                                .with("lease_id", leaseId)
                                .with("state", String.valueOf(state))
                                .with("state_since", answeredAt)
                                .with("instance_type", type.id())
                                .with("zone", zone.id())
                                .with("charge_type", ChargeType.POSTPAID.name())
                                .with("hourly_price", price().amount())
                                .with("currency", price().currency())
                                .with("gpus", type.gpus())
                                .with("amount", amount)
                                .with("min_amount", amount)
                                .with("attempt", ATTEMPT)
                                .with("created_at", intendedAt)
                                .with("bought", bought)
                                .with("refusal_code", code)
                                .with("refusal_message", message)
                                .with("version", 2));
    }

    private void answered(String answer, @Nullable String code, @Nullable String message) {
        scene.chronicle()
                .add(
                        Table.LAUNCH_ATTEMPT,
                        new Row()
                                .with("launch_id", id)
                                .with("attempt", ATTEMPT)
                                .with("client_token", token())
                                .with("request", scene.json().valueToTree(request()))
                                .with("token_id", scene.dice().characters(6))
                                .with("auto_release_at", autoReleaseAt)
                                .with("frozen_at", intendedAt)
                                .with("settled_at", answeredAt)
                                .with("settled_as", answer));
        scene.chronicle()
                .add(
                        Table.LAUNCH_SEND,
                        new Row()
                                .with("launch_id", id)
                                .with("attempt", ATTEMPT)
                                .with("sent_at", sentAt)
                                .with("answered_at", answeredAt)
                                .with("answer", answer)
                                .with("code", code)
                                .with("message", message)
                                .with(
                                        "request_id",
                                        scene.dice().uuid().toString().toUpperCase(Locale.ROOT)));
    }

    private void placed(String outcome, @Nullable String family, String reason, String detail) {
        scene.chronicle()
                .add(
                        Table.PLACEMENT_ATTEMPT,
                        new Row()
                                .with("lease_id", leaseId)
                                .with("instance_type", type.id())
                                .with("zone", zone.id())
                                .with("charge_type", ChargeType.POSTPAID.name())
                                .with("hourly_price", price().amount())
                                .with("currency", price().currency())
                                .with("launch_id", id)
                                .with("outcome", outcome)
                                .with("family", family)
                                .with("reason", reason)
                                .with("detail", detail)
                                .with("first_at", intendedAt)
                                .with("last_at", answeredAt)
                                .with("times", 1));
    }

    /** As it was frozen; the user data, which held a token, was wiped when it was settled. */
    private LaunchRequest request() {
        return new LaunchRequest(
                token(),
                zone.id(),
                zone.vSwitchId(),
                "sg-burst",
                scene.hostClass().image().cloudImageId(),
                type.id(),
                amount,
                amount,
                ChargeType.POSTPAID,
                null,
                null,
                autoReleaseAt,
                id + "-[1,3]",
                scene.hostClass().systemDisk(),
                scene.hostClass().dataDisks(),
                null,
                null,
                "",
                Map.of(
                        Marks.TAG_INSTALLATION,
                        "sandbox",
                        Marks.TAG_LEASE,
                        leaseId,
                        Marks.TAG_TEAM,
                        scene.story().team(),
                        Marks.TAG_LAUNCH,
                        id,
                        Marks.TAG_ATTEMPT,
                        token()));
    }

    private String token() {
        return id + "." + ATTEMPT;
    }

    String refusal() {
        return NO_STOCK + ": " + NO_STOCK_MESSAGE;
    }

    Money price() {
        Money price = scene.prices().get(type.id());
        if (price == null) {
            throw new IllegalStateException("no price of " + type.id());
        }
        return price;
    }

    String id() {
        return id;
    }

    int attempt() {
        return ATTEMPT;
    }

    InstanceType type() {
        return type;
    }

    Zone zone() {
        return zone;
    }

    Instant intendedAt() {
        return intendedAt;
    }

    Instant sentAt() {
        return sentAt;
    }

    Instant answeredAt() {
        return answeredAt;
    }

    Instant autoReleaseAt() {
        return autoReleaseAt;
    }
}
