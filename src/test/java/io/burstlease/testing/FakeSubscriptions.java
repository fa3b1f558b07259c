package io.burstlease.testing;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.CloudSubscriptions;
import io.burstlease.cloud.OrderReply;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders for the {@link FakeCloud}'s pre-paid instances. A token is remembered for ten minutes; what the next orders do
 * is scripted, and without a script they are placed.
 */
public final class FakeSubscriptions implements CloudSubscriptions {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration GOING = Duration.ofSeconds(10);

    private final Clock clock;
    private final FakeCloud cloud;
    private final Deque<Script> scripts = new ArrayDeque<>();
    private final Map<String, Instant> tokens = new HashMap<>();
    private final List<String> orders = new ArrayList<>();
    private boolean renewing;
    private Money refund = Money.of("100", "CNY");

    FakeSubscriptions(Clock clock, FakeCloud cloud) {
        this.clock = clock;
        this.cloud = cloud;
    }

    /** What becomes of an order. */
    public enum Script {
        /** It is executed, and no answer comes. */
        LOSE_REPLY,
        /** It never arrives. */
        LOSE_REQUEST,
        /** The cloud says that it will not. */
        REFUSE
    }

    public synchronized void script(Script... next) {
        scripts.addAll(List.of(next));
    }

    /** The cloud would pay for another period of every instance by itself. */
    public synchronized void renewing(boolean on) {
        renewing = on;
    }

    @Override
    public synchronized boolean renewsItself(String instanceId) {
        cloud.answering();
        return renewing;
    }

    public synchronized void pays(String amount) {
        refund = Money.of(amount, "CNY");
    }

    /** What was executed, in order: {@code renew i-0001 P1M} or {@code refund i-0001}. */
    public synchronized List<String> orders() {
        return List.copyOf(orders);
    }

    @Override
    public synchronized OrderReply renew(String instanceId, PaidPeriod period, String clientToken) {
        return order(clientToken, "renew " + instanceId + " " + period, () -> {
            FakeInstance instance = prepaid(instanceId);
            instance.renew(period);
        });
    }

    @Override
    public synchronized Money refundPrice(String instanceId) {
        cloud.answering();
        prepaid(instanceId);
        return refund;
    }

    @Override
    public synchronized OrderReply refund(String instanceId, String clientToken) {
        return order(clientToken, "refund " + instanceId, () -> {
            FakeInstance instance = prepaid(instanceId);
            instance.lock = "refunded";
            instance.goneAt = clock.instant().plus(GOING);
        });
    }

    private OrderReply order(String token, String what, Runnable effect) {
        cloud.answering();
        Script script = scripts.poll();
        if (script == Script.REFUSE) {
            return new OrderReply.Refused(Family.STUCK, "ResourceStatusError", "as scripted");
        }
        if (script == Script.LOSE_REQUEST) {
            return new OrderReply.Unsettled("SDK.ReadTimeout", "no answer");
        }
        if (!isRemembered(token)) {
            try {
                effect.run();
            } catch (CloudException no) {
                return new OrderReply.Refused(no.family(), no.code(), "as scripted");
            }
            orders.add(what);
            tokens.put(token, clock.instant());
        }
        return script == Script.LOSE_REPLY
                ? new OrderReply.Unsettled("SDK.ReadTimeout", "no answer")
                : new OrderReply.Placed("order-" + token);
    }

    private boolean isRemembered(String token) {
        Instant at = tokens.get(token);
        return at != null && at.plus(REMEMBERED).isAfter(clock.instant());
    }

    private FakeInstance prepaid(String id) {
        FakeInstance instance = cloud.live().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new CloudException(Family.GONE, "ResourceNotExists", id, null));
        if (instance.request().chargeType() != ChargeType.PREPAID || instance.goneAt != null) {
            throw new CloudException(Family.STUCK, "ResourceStatusError", id, null);
        }
        return instance;
    }
}
