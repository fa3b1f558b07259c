package io.burstlease.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the faults as a list instead of a stack trace. */
final class MissingSettingsAnalysis extends AbstractFailureAnalyzer<MissingSettings> {

    @Override
    protected FailureAnalysis analyze(Throwable root, MissingSettings cause) {
        return new FailureAnalysis(
                "The settings have faults:\n\n  - " + String.join("\n  - ", cause.faults()),
                "Set them as environment variables (spring.datasource.url is SPRING_DATASOURCE_URL, dashes are left out),"
                        + " as arguments (--spring.datasource.url=...) or in an application.yaml beside the jar.",
                cause);
    }
}
