package io.burstlease.sandbox.cloud.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to go wrong, and how often still. */
public final class Faults {

    /** What goes wrong. */
    public enum Kind {
        /** The effect takes place, and the connection is cut instead of a reply. */
        DROP_REPLY,
        /** The given status, code and message, or body, is the reply, and nothing is done. */
        ANSWER,
        /** The effect takes place, and then the given reply is sent. */
        ANSWER_AFTER_EFFECT,
        /** An instance reaches Running, but its operating system never comes up; counts instances, not calls. */
        NEVER_BOOT,
        /** An instance stays Starting for ever; counts instances, not calls. */
        STUCK_STARTING,
        /** A list is empty although there is something to show. */
        EMPTY_LIST,
        /** The caller has no rights on the action. */
        NO_RIGHTS
    }

    /**
     * One fault.
     *
     * @param action it concerns; null is every action
     * @param skip so many calls pass unharmed first
     * @param count so many are then harmed; negative is without end
     * @param status HTTP status of the reply, 500 if absent
     * @param body a whole body to be sent as it is, instead of code and message
     */
    public record Fault(
            Kind kind,
            @Nullable String action,
            @Nullable Integer skip,
            @Nullable Integer count,
            @Nullable Integer status,
            @Nullable String code,
            @Nullable String message,
            @Nullable String body) {

        private boolean spent() {
            return count != null && count == 0;
        }

        private Fault once() {
            Integer skips = skip != null && skip > 0 ? Integer.valueOf(skip - 1) : skip;
            boolean skipped = skip != null && skip > 0;
            int left = count == null ? 1 : count;
            return new Fault(kind, action, skips, skipped || left < 0 ? left : left - 1, status, code, message, body);
        }
    }

    private final List<Fault> faults = new ArrayList<>();

    public synchronized void replace(List<Fault> changed) {
        faults.clear();
        faults.addAll(changed);
    }

    public synchronized List<Fault> list() {
        return List.copyOf(faults);
    }

    /** The fault that strikes a call now, if any; it is counted. */
    public synchronized Optional<Fault> strike(Kind kind, String action) {
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            boolean concerns = fault.kind == kind && (fault.action == null || fault.action.equals(action));
            if (!concerns || fault.spent()) {
                continue;
            }
            faults.set(i, fault.once());
            if (fault.skip == null || fault.skip <= 0) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
