package io.burstlease.sandbox.cloud.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.burstlease.sandbox.cloud.core.ApiCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls that are stopped at a point of their way until someone lets them go on. */
final class Holds implements AutoCloseable {

    /** Where a call can be stopped. */
    enum Point {
        @JsonProperty("before-effect")
        BEFORE_EFFECT,
        @JsonProperty("after-effect")
        AFTER_EFFECT,
        @JsonProperty("after-reply")
        AFTER_REPLY
    }

    /** What becomes of a stopped call. */
    enum Then {
        @JsonProperty("proceed")
        PROCEED,
        @JsonProperty("cut")
        CUT
    }

    /**
     * An order to stop calls.
     *
     * @param skip so many calls pass first
     * @param left so many will still be stopped; negative is without end
     */
    record Hold(String id, String action, Point at, int skip, int left) {}

    /** A call that is stopped now. */
    record Held(
            String callId,
            String holdId,
            String action,
            Point at,
            Instant since,
            @Nullable String clientToken) {}

    private record Waiting(Held held, CompletableFuture<Then> decision) {}

    private final Supplier<Instant> clock;
    private final List<Hold> holds = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private int numbers;
    private boolean closed;

    Holds(Supplier<Instant> clock) {
        this.clock = clock;
    }

    synchronized Hold add(String action, Point at, int skip, int count) {
        Hold hold = new Hold("hold-" + ++numbers, action, at, skip, count);
        holds.add(hold);
        return hold;
    }

    synchronized List<Hold> orders() {
        return List.copyOf(holds);
    }

    synchronized List<Held> held() {
        return waiting.stream().map(Waiting::held).toList();
    }

    /** Lets one stopped call, or all, go on; returns how many. */
    synchronized int release(@Nullable String callId, Then then) {
        List<Waiting> chosen = waiting.stream()
                .filter(call -> callId == null || callId.equals(call.held.callId()))
                .toList();
        chosen.forEach(call -> call.decision.complete(then));
        waiting.removeAll(chosen);
        return chosen.size();
    }

    /** Takes one order back, or all; calls that are stopped already stay so. */
    synchronized void cancel(@Nullable String holdId) {
        holds.removeIf(hold -> holdId == null || holdId.equals(hold.id()));
    }

    /** Whether the next call of this kind would be stopped here. */
    synchronized boolean expects(Point at, ApiCall call) {
        return holds.stream().anyMatch(hold -> concerns(hold, at, call));
    }

    /** Stops the call here if an order says so, and returns what was decided about it. */
    Then stop(Point at, ApiCall call) {
        Waiting stopped = enter(at, call);
        return stopped == null ? Then.PROCEED : stopped.decision.join();
    }

    private synchronized @Nullable Waiting enter(Point at, ApiCall call) {
        for (int i = 0; i < holds.size(); i++) {
            Hold hold = holds.get(i);
            if (!concerns(hold, at, call)) {
                continue;
            }
            boolean passes = hold.skip() > 0;
            holds.set(i, counted(hold, passes));
            return passes || closed ? null : wait(hold, at, call);
        }
        return null;
    }

    private Waiting wait(Hold hold, Point at, ApiCall call) {
        String token = call.parameters().get("ClientToken");
        Held held = new Held("call-" + ++numbers, hold.id(), call.action(), at, clock.get(), token);
        Waiting stopped = new Waiting(held, new CompletableFuture<>());
        waiting.add(stopped);
        return stopped;
    }

    private static Hold counted(Hold hold, boolean passes) {
        int skip = passes ? hold.skip() - 1 : hold.skip();
        int left = passes || hold.left() < 0 ? hold.left() : hold.left() - 1;
        return new Hold(hold.id(), hold.action(), hold.at(), skip, left);
    }

    private static boolean concerns(Hold hold, Point at, ApiCall call) {
        return hold.at() == at && hold.left() != 0 && Objects.equals(hold.action(), call.action());
    }

    @Override
    public synchronized void close() {
        closed = true;
        holds.clear();
        release(null, Then.CUT);
    }
}
