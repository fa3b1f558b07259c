package io.burstlease.testing;

import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.DeleteReply;
import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cloud.LaunchReply;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.cloud.Sighting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A cloud in memory that remembers: tokens, instances, and what was ever asked of it. What the next purchases do is
 * scripted; without a script they are bought. Calls inside a transaction are refused.
 */
public final class FakeCloud implements CloudHosts {

    private static final Duration GOING = Duration.ofSeconds(10);
    private static final LaunchReply NO_ANSWER = new LaunchReply.Unsettled("SDK.ReadTimeout", "no answer");

    private final Clock clock;
    private final Deque<Script> scripts = new ArrayDeque<>();
    private final Map<String, FakeInstance> instances = new LinkedHashMap<>();
    private final Map<String, List<String>> tokens = new HashMap<>();
    private final Map<String, LaunchRequest> requests = new HashMap<>();
    private final List<String> sends = new ArrayList<>();
    private final List<String> deletes = new ArrayList<>();
    private Duration boot = Duration.ofSeconds(20);
    private Duration latency = Duration.ZERO;
    private boolean blind;
    private boolean maySee = true;
    private boolean foreign;
    private boolean down;
    private int deadMan;
    private int number;

    public FakeCloud(Clock clock) {
        this.clock = clock;
    }

    public synchronized FakeCloud script(Script... next) {
        scripts.addAll(List.of(next));
        return this;
    }

    /** From the purchase to running; longer than any deadline for hosts that never do. */
    public synchronized void boot(Duration takes) {
        boot = takes;
    }

    /** New instances are shown only after this. */
    public synchronized void latency(Duration late) {
        latency = late;
    }

    /** Lists are empty, and errors there are none. */
    public synchronized void blind(boolean on, boolean dryRunPasses) {
        blind = on;
        maySee = !on || dryRunPasses;
    }

    /** As when asked with the keys of somebody else's account: it may be read, and knows nothing of ours. */
    public synchronized void foreign(boolean on) {
        foreign = on;
    }

    /** Every call but a purchase fails. */
    public synchronized void down(boolean on) {
        down = on;
    }

    /** The cloud takes an instance, as with spot. */
    public synchronized void take(String instanceId) {
        Objects.requireNonNull(instances.get(instanceId)).goneAt = clock.instant();
    }

    /** Ids of what is there now and costs. */
    public synchronized Set<String> alive() {
        return Set.copyOf(live().stream().map(instance -> instance.id).toList());
    }

    /** What is there now. */
    public synchronized List<FakeInstance> live() {
        Instant now = clock.instant();
        instances.values().stream()
                .filter(instance ->
                        instance.isThere(now) && instance.releaseAt != null && !instance.releaseAt.isAfter(now))
                .forEach(instance -> {
                    deadMan++;
                    instance.goneAt = now;
                });
        return instances.values().stream()
                .filter(instance -> instance.isThere(now))
                .toList();
    }

    /** As if it had never gone. */
    public synchronized void bringBack(String instanceId) {
        Objects.requireNonNull(instances.get(instanceId)).goneAt = null;
    }

    /** Somebody else sets when the cloud releases an instance by itself; null for never. */
    public synchronized void tamper(String instanceId, @Nullable Instant releaseAt) {
        Objects.requireNonNull(instances.get(instanceId)).releaseAt = releaseAt;
    }

    /** How many were ever bought. */
    public synchronized int everBought() {
        return instances.size();
    }

    /** How many its own switch released, because nobody else did. */
    public synchronized int releasedByItself() {
        live();
        return deadMan;
    }

    /** The client tokens of all sends that arrived or did not, in order. */
    public synchronized List<String> sends() {
        return List.copyOf(sends);
    }

    /** Ids that were asked to be deleted. */
    public synchronized List<String> deletes() {
        return List.copyOf(deletes);
    }

    @Override
    public synchronized LaunchReply launch(LaunchRequest request) {
        outside();
        sends.add(request.clientToken());
        LaunchRequest before = requests.putIfAbsent(request.clientToken(), request);
        if (before != null && !before.equals(request)) {
            throw new AssertionError("a repeat that is not the same: " + request);
        }
        Script script = scripts.isEmpty() ? new Script.Buy() : scripts.remove();
        return switch (script) {
            case Script.Buy buy -> bought(buy(request, request.amount()));
            case Script.BuyOnly few -> bought(buy(request, few.count()));
            case Script.LoseReply lost -> {
                buy(request, request.amount());
                yield NO_ANSWER;
            }
            case Script.LoseReplyAndForget lost -> {
                buy(request, request.amount());
                tokens.remove(request.clientToken());
                yield NO_ANSWER;
            }
            case Script.Meanwhile slow -> {
                List<String> ids = buy(request, request.amount());
                slow.event().run();
                yield bought(ids);
            }
            case Script.LoseRequest lost -> NO_ANSWER;
            case Script.Refuse no -> new LaunchReply.Refused(no.family(), no.code(), "as scripted", "req");
            case Script.Doubt doubt -> new LaunchReply.Unsettled(doubt.code(), "as scripted");
        };
    }

    private List<String> buy(LaunchRequest request, int count) {
        return tokens.computeIfAbsent(
                request.clientToken(),
                token -> IntStream.range(0, count).mapToObj(i -> make(request)).toList());
    }

    private String make(LaunchRequest request) {
        number++;
        FakeInstance instance =
                new FakeInstance("i-%04d".formatted(number), number, request, clock.instant(), boot, latency);
        instances.put(instance.id, instance);
        return instance.id;
    }

    private LaunchReply bought(List<String> ids) {
        return new LaunchReply.Bought(ids, "req", clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    @Override
    public Sighting list(Collection<String> vSwitchIds) {
        return reading(instance -> vSwitchIds.contains(instance.request.vSwitchId()));
    }

    @Override
    public Sighting listByTag(String key, String value) {
        return reading(instance -> value.equals(instance.request.tags().get(key)));
    }

    @Override
    public Sighting listByIds(Collection<String> instanceIds) {
        return reading(instance -> instanceIds.contains(instance.id));
    }

    private synchronized Sighting reading(Predicate<FakeInstance> wanted) {
        answering();
        Instant now = clock.instant();
        List<InstanceSeen> shown = blind || foreign
                ? List.of()
                : live().stream()
                        .filter(instance -> instance.isShown(now))
                        .filter(wanted)
                        .map(instance -> instance.seen(now))
                        .toList();
        return new Sighting(now, now, shown);
    }

    @Override
    public synchronized boolean exists(String instanceId) {
        answering();
        if (blind) {
            throw new CloudException(Family.PERMISSION, "Forbidden.RAM", "as scripted", null);
        }
        return !foreign && live().stream().anyMatch(instance -> instance.id.equals(instanceId));
    }

    @Override
    public synchronized boolean maySee(Collection<String> vSwitchIds) {
        answering();
        return maySee && !foreign && !vSwitchIds.isEmpty();
    }

    @Override
    public synchronized void moveReleaseTime(String instanceId, Instant releaseTime) {
        answering();
        if (releaseTime.isBefore(clock.instant().plus(Duration.ofMinutes(30)))) {
            throw new CloudException(Family.INVALID, "InvalidAutoReleaseTime.Malformed", "too near", null);
        }
        there(instanceId).releaseAt = releaseTime;
    }

    @Override
    public synchronized List<DeleteReply> delete(List<String> instanceIds) {
        answering();
        deletes.addAll(instanceIds);
        return instanceIds.stream().<DeleteReply>map(this::delete).toList();
    }

    private DeleteReply delete(String id) {
        FakeInstance instance = instances.get(id);
        if (instance == null || !instance.isThere(clock.instant())) {
            return new DeleteReply.AlreadyGone(id);
        }
        if (instance.isPaid(clock.instant())) {
            return new DeleteReply.Stuck(id, "ChargeTypeViolation", "it is paid for");
        }
        if (instance.goneAt == null) {
            instance.goneAt = clock.instant().plus(GOING);
        }
        return new DeleteReply.Accepted(id);
    }

    @Override
    public synchronized void tag(String instanceId, Map<String, String> tags) {
        answering();
        there(instanceId).tags.putAll(tags);
    }

    private FakeInstance there(String id) {
        FakeInstance instance = instances.get(id);
        if (instance == null || !instance.isThere(clock.instant())) {
            throw new CloudException(Family.GONE, "InvalidInstanceId.NotFound", id, null);
        }
        return instance;
    }

    /** Somebody buys one past the service. */
    public synchronized FakeInstance buyByHand(LaunchRequest request) {
        return Objects.requireNonNull(instances.get(make(request)));
    }

    void answering() {
        outside();
        if (down) {
            throw new CloudException(Family.TRANSIENT, "SDK.ServerUnreachable", "as scripted", null);
        }
    }

    private static void outside() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new AssertionError("a call inside a transaction");
        }
    }
}
