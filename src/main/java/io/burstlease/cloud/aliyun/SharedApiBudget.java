package io.burstlease.cloud.aliyun;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token bucket for each API in the database, which all copies of the service take from. A bucket in debt, after the
 * cloud complained, gives nothing until it is paid off at the next full minute.
 */
final class SharedApiBudget implements ApiBudget {

    private static final Logger LOG = LoggerFactory.getLogger(SharedApiBudget.class);
    private static final int SECONDS_PER_MINUTE = 60;

    private final ProxyManager<String> buckets;
    private final BudgetSettings settings;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, AtomicLong> left = new ConcurrentHashMap<>();

    SharedApiBudget(DataSource dataSource, BudgetSettings settings, MeterRegistry registry, Clock clock) {
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("api_budget")
                .idColumn("bucket")
                .stateColumn("state")
                .clientClock(new InTimeOf(clock))
                .build();
        this.settings = settings;
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public boolean take(String api) {
        Bucket bucket = bucket(api);
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        boolean taken = probe.isConsumed() || waited(api, bucket, probe);
        left(api).set(probe.getRemainingTokens());
        if (!taken) {
            count(api, "refused");
        }
        return taken;
    }

    private boolean waited(String api, Bucket bucket, ConsumptionProbe probe) {
        if (probe.getNanosToWaitForRefill() > settings.longestWait().toNanos()) {
            return false;
        }
        try {
            if (bucket.asBlocking().tryConsume(1, settings.longestWait())) {
                count(api, "waited");
                return true;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    @Override
    public void throttled(String api) {
        Bucket bucket = bucket(api);
        // Several calls that were under way are refused together: the first puts the bucket into debt.
        if (bucket.getAvailableTokens() < 0) {
            return;
        }
        Instant now = clock.instant();
        long seconds = Duration.between(now, now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES))
                .plusSeconds(1)
                .toSeconds();
        bucket.tryConsumeAsMuchAsPossible();
        bucket.consumeIgnoringRateLimits(
                Math.max(1, Math.ceilDiv(settings.perMinute(api) * seconds, SECONDS_PER_MINUTE)));
        count(api, "throttled");
        LOG.warn(
                "The cloud throttles {}, which may be called {} times a minute: nothing is sent for {} s",
                api,
                settings.perMinute(api),
                seconds);
    }

    /** Another limit than before is another bucket, which starts full. */
    private Bucket bucket(String api) {
        int perMinute = settings.perMinute(api);
        return buckets.getProxy(
                api + "@" + perMinute,
                () -> BucketConfiguration.builder()
                        .addLimit(limit ->
                                limit.capacity(settings.atOnce(api)).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
    }

    private AtomicLong left(String api) {
        return left.computeIfAbsent(api, action -> {
            AtomicLong tokens = new AtomicLong();
            Gauge.builder("burstlease.cloud.budget.left", tokens, AtomicLong::get)
                    .description("Calls of an API that may be sent at once, as this copy last saw it")
                    .tag("action", action)
                    .register(registry);
            return tokens;
        });
    }

    private void count(String api, String outcome) {
        registry.counter("burstlease.cloud.budget.held", "action", api, "outcome", outcome)
                .increment();
    }

    /** Copies whose clocks are off take no work, so that their times can be compared. */
    private record InTimeOf(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return Math.addExact(Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), now.getNano());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
