package io.burstlease.lease;

import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with an ask. */
final class AskFaults {

    private final List<Fault> faults = new ArrayList<>();

    void add(String field, String reason, String message) {
        faults.add(new Fault(field, reason, message));
    }

    /** The value, or empty and a fault. */
    Optional<String> required(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            add(field, "required", "must be stated");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** The constant of that name; the fallback where none is stated, and besides a fault where it is no name. */
    <E extends Enum<E>> E name(String field, @Nullable String name, Class<E> type, E fallback) {
        if (name == null) {
            return fallback;
        }
        Optional<E> constant = Arrays.stream(type.getEnumConstants())
                .filter(candidate -> candidate.name().equals(name))
                .findFirst();
        if (constant.isEmpty()) {
            add(field, "unknown-value", "must be one of " + Arrays.toString(type.getEnumConstants()));
        }
        return constant.orElse(fallback);
    }

    void refuseIfAny() {
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }
}
