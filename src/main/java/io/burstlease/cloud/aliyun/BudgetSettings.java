package io.burstlease.cloud.aliyun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often the cloud is called. It counts calls by account, region, API and minute, tells nobody how many it allows
 * (the account's Quota Center does), and counts calls from its console too; the defaults are what other controllers
 * stay below.
 *
 * @param perMinute calls a minute of an API that is not named in {@code perMinuteOf}
 * @param perMinuteOf calls a minute by API; what is named here goes before {@link #MOST}
 * @param longestWait how long a call waits for its turn at most; later it is refused without being sent
 */
@ConfigurationProperties("burstlease.cloud.budget")
record BudgetSettings(
        @DefaultValue("300") int perMinute,
        @DefaultValue Map<String, Integer> perMinuteOf,
        @DefaultValue("3s") Duration longestWait) {

    private static final String PREFIX = "burstlease.cloud.budget.";

    /** A step that waits for longer had better be made again. */
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(30);

    /** One purchase a second: several controllers keep to it. */
    private static final Map<String, Integer> MOST = Map.of("RunInstances", 60);

    /** A twentieth of a minute may come at once. */
    private static final int BURSTS_PER_MINUTE = 20;

    BudgetSettings {
        perMinuteOf = Map.copyOf(perMinuteOf);
    }

    /** What is contradictory, all at once. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        if (perMinute < 1) {
            faults.add(PREFIX + "per-minute is " + perMinute + ", and must be at least 1");
        }
        new TreeMap<>(perMinuteOf).forEach((api, calls) -> {
            if (calls < 1) {
                faults.add(PREFIX + "per-minute-of." + api + " is " + calls + ", and must be at least 1");
            }
        });
        if (longestWait.isNegative() || longestWait.compareTo(MOST_PATIENCE) > 0) {
            faults.add(PREFIX + "longest-wait is " + longestWait + ", outside of PT0S to " + MOST_PATIENCE);
        }
        return List.copyOf(faults);
    }

    int perMinute(String api) {
        return perMinuteOf.getOrDefault(api, MOST.getOrDefault(api, perMinute));
    }

    int atOnce(String api) {
        return Math.max(1, perMinute(api) / BURSTS_PER_MINUTE);
    }
}
