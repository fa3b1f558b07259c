package io.burstlease.sandbox.cloud.core;

import io.burstlease.sandbox.cloud.action.Actions;
import io.burstlease.sandbox.cloud.action.Call;
import io.burstlease.sandbox.cloud.action.Faults;
import io.burstlease.sandbox.cloud.action.Params;
import io.burstlease.sandbox.cloud.action.Refusal;
import io.burstlease.sandbox.cloud.state.CloudEvent;
import io.burstlease.sandbox.cloud.state.CloudState;
import io.burstlease.sandbox.cloud.state.Dice;
import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.state.Journal;
import io.burstlease.sandbox.cloud.world.AccessKey;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The emulated cloud without a transport: deterministic in its clock, its seed and its calls. Nothing runs by itself:
 * what is due by the clock happens at the next call or {@link #tick}. Safe for use by many threads; calls are taken one
 * at a time, and an effect is on disk before its reply exists.
 */
public final class EmulatedCloud implements AutoCloseable {

    private final CloudWorld world;
    private final Clock clock;
    private final long seed;
    private final Journal journal;
    private final Actions actions = new Actions();
    private final Faults faults = new Faults();
    private final List<InstanceLifecycle> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private CloudState state;
    private CallLog calls = new CallLog();
    private Throttle throttle;
    private Dice dice;
    private final Instant openedAt;
    private Instant latest;
    private long version;

    /**
     * Opens a cloud, with what its journal holds.
     *
     * @param dataFolder where effects are kept; null keeps them in memory only
     */
    public EmulatedCloud(CloudWorld world, Clock clock, long seed, @Nullable Path dataFolder) {
        this.world = world;
        this.clock = clock;
        this.seed = seed;
        this.journal = new Journal(dataFolder);
        this.state = new CloudState(world);
        this.throttle = new Throttle(world.behaviour().limits());
        List<CloudEvent> past = journal.read();
        past.forEach(state::apply);
        this.latest = past.isEmpty() ? clock.instant() : past.getLast().at();
        this.openedAt = latest;
        this.dice = new Dice(seed, past.size());
        commit(List.of(new CloudEvent.Opened(now())), new ArrayList<>());
        state.drainHappenings();
    }

    public CloudWorld world() {
        return world;
    }

    public Faults faults() {
        return faults;
    }

    /** The cloud's time: its clock, but never backwards. */
    public Instant now() {
        Instant instant = clock.instant();
        latest = instant.isAfter(latest) ? instant : latest;
        return latest;
    }

    /** Hears of hosts that come up or go from now on. */
    public void listen(InstanceLifecycle listener) {
        listeners.add(listener);
    }

    /** Lets everything happen that is due by the clock. */
    public void tick() {
        locked(now -> null);
    }

    /** Takes one call; a refusal is a reply too. */
    public Reply call(ApiCall call) {
        return locked(now -> answer(call, now));
    }

    private Reply answer(ApiCall call, Instant now) {
        String requestId = dice.requestId();
        List<String> effects = new ArrayList<>();
        Reply reply;
        try {
            reply = harmed(call, requestId, () -> ok(requestId, perform(call, requestId, now, effects)));
        } catch (Refusal refusal) {
            reply = refused(requestId, refusal);
        }
        calls.add(new CallLog.Entry(
                now,
                call.action(),
                requestId,
                call.accessKeyId(),
                call.parameters().get("ClientToken"),
                reply.status(),
                String.valueOf(reply.body().getOrDefault("Code", "OK")),
                effects));
        return reply;
    }

    private Map<String, Object> perform(ApiCall call, String requestId, Instant now, List<String> effects) {
        actions.require(call.action(), call.version());
        throttle.count(call.action(), now);
        boolean allowed = world.account()
                        .accessKey(call.accessKeyId())
                        .map(AccessKey::allowed)
                        .orElse(false)
                && faults.strike(Faults.Kind.NO_RIGHTS, call.action()).isEmpty();
        Params params = new Params(call.parameters());
        return actions.perform(
                new Call(
                        call.action(),
                        params,
                        allowed,
                        now,
                        requestId,
                        world,
                        state,
                        dice,
                        faults,
                        event -> commit(List.of(event), effects)),
                call.version());
    }

    private Reply harmed(ApiCall call, String requestId, Supplier<Reply> healthy) {
        String action = call.action();
        var instead = faults.strike(Faults.Kind.ANSWER, action);
        if (instead.isPresent()) {
            return faulty(requestId, instead.get());
        }
        Reply reply = healthy.get();
        if (reply.status() != 200) {
            return reply;
        }
        var afterwards = faults.strike(Faults.Kind.ANSWER_AFTER_EFFECT, action);
        if (afterwards.isPresent()) {
            return faulty(requestId, afterwards.get());
        }
        return faults.strike(Faults.Kind.DROP_REPLY, action).isPresent() ? reply.asDropped() : reply;
    }

    private void commit(List<CloudEvent> events, List<String> effects) {
        journal.append(events);
        for (CloudEvent event : events) {
            state.apply(event);
            effects.addAll(CallLog.describe(event));
        }
    }

    /** A refusal in the shape that the API gives it. */
    public Reply refused(String requestId, Refusal refusal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("RequestId", requestId);
        body.put("HostId", "ecs." + world.network().regionId() + ".aliyuncs.com");
        body.put("Code", refusal.code());
        body.put("Message", refusal.message());
        body.put("Recommend", "https://api.alibabacloud.com/troubleshoot?q=" + refusal.code() + "&product=Ecs");
        return new Reply(refusal.status(), requestId, body, null, false);
    }

    /** A refusal before the action was reached, of a call whose signer is not known. */
    public Reply refuse(String action, Refusal refusal) {
        return locked(now -> {
            String requestId = dice.requestId();
            calls.add(
                    new CallLog.Entry(now, action, requestId, null, null, refusal.status(), refusal.code(), List.of()));
            return refused(requestId, refusal);
        });
    }

    private Reply faulty(String requestId, Faults.Fault fault) {
        int status = fault.status() == null ? 500 : fault.status();
        String code = fault.code() == null ? "InternalError" : fault.code();
        String message = fault.message() == null ? "The request processing has failed." : fault.message();
        Reply reply = refused(requestId, new Refusal(status, code, message));
        return new Reply(status, requestId, reply.body(), fault.body(), false);
    }

    private static Reply ok(String requestId, Map<String, Object> result) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("RequestId", requestId);
        body.putAll(result);
        return new Reply(200, requestId, body, null, false);
    }

    /** Lets people and tests look at the state, at the cloud's time, with nothing happening meanwhile. */
    public <T extends @Nullable Object> T look(Function<View, T> reader) {
        return locked(now -> reader.apply(new View(state, calls, now, openedAt.toEpochMilli() + "-" + version)));
    }

    /** Effects from outside the API, such as a change of stock: all at once. */
    public void impose(Function<Instant, List<CloudEvent>> effects) {
        locked(now -> {
            commit(effects.apply(now), new ArrayList<>());
            return null;
        });
    }

    /** Forgets everything: instances, bill, calls, faults and the journal. */
    public void reset() {
        locked(now -> {
            List<String> before = state.living().stream().map(Instance::id).toList();
            journal.wipe();
            state = new CloudState(world);
            calls = new CallLog();
            throttle = new Throttle(world.behaviour().limits());
            faults.replace(List.of());
            dice = new Dice(seed, version + 1);
            commit(List.of(new CloudEvent.Opened(now)), new ArrayList<>());
            version++;
            listeners.forEach(listener -> before.forEach(listener::gone));
            return null;
        });
    }

    /**
     * The state at one moment.
     *
     * @param version differs whenever the set of hosts may differ
     */
    public record View(CloudState state, CallLog calls, Instant now, String version) {

        /** The hosts whose operating system is up, and which are not being deleted. */
        public List<Instance> hosts() {
            return state.living().stream()
                    .filter(instance -> instance.booted(now))
                    .toList();
        }
    }

    private <T extends @Nullable Object> T locked(Function<Instant, T> work) {
        List<CloudState.Happening> happened;
        T result;
        lock.lock();
        try {
            Instant now = now();
            state.advance(now);
            result = work.apply(now);
            state.advance(now);
            happened = state.drainHappenings();
            version += happened.size();
        } finally {
            lock.unlock();
        }
        happened.forEach(this::tell);
        return result;
    }

    private void tell(CloudState.Happening happening) {
        for (InstanceLifecycle listener : listeners) {
            if (happening.booted()) {
                listener.booted(BootedInstance.of(happening.instance(), world));
            } else {
                listener.gone(happening.instance().id());
            }
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
