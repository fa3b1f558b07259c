package io.burstlease.settings;

import java.util.List;

/** The start ends here: the settings have faults, all of which are listed. */
final class MissingSettings extends RuntimeException {

    private final transient List<String> faults;

    MissingSettings(List<String> faults) {
        super("The settings have faults:\n  - " + String.join("\n  - ", faults));
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
