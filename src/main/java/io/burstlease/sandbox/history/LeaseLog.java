package io.burstlease.sandbox.history;

import io.burstlease.audit.Act;
import io.burstlease.lease.LeaseState;
import io.burstlease.sandbox.history.Chronicle.Table;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The state of a lease of the past, and what its timeline and the audit trail say of it. */
final class LeaseLog {

    private final Scene scene;
    private final String leaseId;
    private @Nullable LeaseState state;
    private @Nullable Instant since;
    private int version = -1;

    LeaseLog(Scene scene, String leaseId) {
        this.scene = scene;
        this.leaseId = leaseId;
    }

    void enter(LeaseState next, Act act) {
        if (state != null && !state.next().contains(next)) {
            throw new IllegalStateException("a lease that is " + state + " does not become " + next);
        }
        LeaseState from = state;
        state = next;
        since = act.at();
        change(next.name().toLowerCase(Locale.ROOT), from, act, Map.of());
    }

    /** Something about it changed, and not its state. */
    void changed(String name, Act act, Map<String, Object> detail) {
        change(name, state, act, detail);
    }

    private void change(String name, @Nullable LeaseState from, Act act, Map<String, Object> detail) {
        version++;
        event(name, from, state, act, detail);
        audit("lease", leaseId, name, act, detail);
    }

    /** Something of its timeline that is not a change of the lease itself. */
    void note(String name, Act act, Map<String, Object> detail) {
        event(name, null, null, act, detail);
    }

    void audit(String kind, String thingId, String verb, Act act, Map<String, Object> detail) {
        scene.chronicle()
                .act(
                        act.at(),
                        new Row()
                                .with("actor", act.actor())
                                .with("verb", verb)
                                .with("kind", kind)
                                .with("thing_id", thingId)
                                .with("team_id", scene.story().team())
                                .with("reason", act.reason())
                                .with("policy", act.policy())
                                .with("detail", marked(detail)));
    }

    private void event(
            String name, @Nullable LeaseState from, @Nullable LeaseState to, Act act, Map<String, Object> detail) {
        scene.chronicle()
                .event(
                        Table.LEASE_EVENT,
                        act.at(),
                        new Row()
                                .with("lease_id", leaseId)
                                .with("event", name)
                                .with("from_state", from == null ? null : from.name())
                                .with("to_state", to == null ? null : to.name())
                                .with("actor", act.actor())
                                .with("reason", act.reason())
                                .with("policy", act.policy())
                                .with("detail", marked(detail)));
    }

    private static Map<String, Object> marked(Map<String, Object> detail) {
        Map<String, Object> all = new HashMap<>(detail);
        all.putAll(Scene.SAMPLE);
        return all;
    }

    LeaseState state() {
        return Objects.requireNonNull(state);
    }

    /** Since when it is in that state. */
    Instant since() {
        return Objects.requireNonNull(since);
    }

    int version() {
        return version;
    }
}
