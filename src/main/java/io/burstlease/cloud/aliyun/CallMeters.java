package io.burstlease.cloud.aliyun;

import io.burstlease.cloud.CloudException.Family;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and times calls by action and outcome, and shows codes that no table knows. */
final class CallMeters {

    private static final Logger LOG = LoggerFactory.getLogger(CallMeters.class);

    /** A code comes from outside: neither its form nor how many there are may fill the registry. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.]{1,80}");

    private static final int MOST_CODES = 100;

    private final MeterRegistry registry;
    private final Set<String> met = ConcurrentHashMap.newKeySet();

    CallMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    Answer timed(String action, Supplier<Answer> call) {
        var sample = Timer.start(registry);
        Answer answer = call.get();
        sample.stop(Timer.builder("burstlease.cloud.calls")
                .description("Calls to the cloud by action and outcome")
                .tag("action", action)
                .tag("outcome", outcome(answer))
                .register(registry));
        return answer;
    }

    private String outcome(Answer answer) {
        return switch (answer) {
            case Answer.Ok _ -> "ok";
            case Answer.Refused no when no.code().equals(Answer.DRY_RUN_PASSED) -> "ok";
            case Answer.Refused no -> {
                if (no.family() == Family.UNKNOWN) {
                    unknown(no.code());
                }
                yield name(no.family());
            }
            case Answer.Nothing none -> name(none.family());
        };
    }

    private void unknown(String code) {
        String shown = CODE.matcher(code).matches() && met.size() < MOST_CODES ? code : "other";
        if (met.add(shown)) {
            LOG.warn("The cloud answered a code that no family claims: {}", shown);
        }
        registry.counter("burstlease.cloud.unknown.codes", "code", shown).increment();
    }

    private static String name(Family family) {
        return family.name().toLowerCase(Locale.ROOT);
    }
}
