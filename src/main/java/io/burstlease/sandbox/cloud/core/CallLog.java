package io.burstlease.sandbox.cloud.core;

import io.burstlease.sandbox.cloud.state.CloudEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The calls that were made: how many of each, the latest of all, and every one that had an effect. */
public final class CallLog {

    private static final int LATEST = 5_000;

    /**
     * One call.
     *
     * @param code of the refusal; {@code OK} if there was none
     * @param effects what it did, as {@code launched i-…}; empty for a read, a refusal and a replay
     */
    public record Entry(
            Instant at,
            String action,
            String requestId,
            @Nullable String accessKeyId,
            @Nullable String clientToken,
            int status,
            String code,
            List<String> effects) {}

    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Long> effects = new TreeMap<>();
    private final Deque<Entry> latest = new ArrayDeque<>();
    private final List<Entry> withEffect = new ArrayList<>();

    void add(Entry entry) {
        counts.merge(entry.action(), 1L, Long::sum);
        latest.add(entry);
        if (latest.size() > LATEST) {
            latest.remove();
        }
        if (!entry.effects().isEmpty()) {
            effects.merge(entry.action(), 1L, Long::sum);
            withEffect.add(entry);
        }
    }

    /** Calls by action, those refused or thrown away on the way included. */
    public Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** Calls that had an effect, by action. */
    public Map<String, Long> effectCounts() {
        return new TreeMap<>(effects);
    }

    public List<Entry> latest() {
        return List.copyOf(latest);
    }

    public List<Entry> withEffect() {
        return List.copyOf(withEffect);
    }

    static List<String> describe(CloudEvent event) {
        return switch (event) {
            case CloudEvent.Launched launched ->
                launched.instances().stream()
                        .map(born -> "launched " + born.instanceId())
                        .toList();
            case CloudEvent.Released released -> each("released", released.instanceIds());
            case CloudEvent.Started started -> each("started", started.instanceIds());
            case CloudEvent.Stopped stopped -> each("stopped", stopped.instanceIds());
            case CloudEvent.Tagged tagged -> each("tagged", tagged.instanceIds());
            case CloudEvent.Untagged untagged -> each("untagged", untagged.instanceIds());
            case CloudEvent.AutoReleaseSet set -> each("auto-release set", List.of(set.instanceId()));
            case CloudEvent.Renewed renewed -> each("renewed", List.of(renewed.instanceId()));
            case CloudEvent.Refunded refunded -> each("refunded", List.of(refunded.instanceId()));
            case CloudEvent.Opened opened -> List.of();
            case CloudEvent.StockSet set -> List.of("stock set");
            case CloudEvent.AddressesSet set -> List.of("addresses set");
            case CloudEvent.AccountSet set -> List.of("account set");
        };
    }

    private static List<String> each(String verb, List<String> ids) {
        return ids.stream().map(id -> verb + " " + id).toList();
    }
}
