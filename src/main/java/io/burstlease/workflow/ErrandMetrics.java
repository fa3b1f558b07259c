package io.burstlease.workflow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What operators see of durable work: {@code burstlease.errand.*} and {@code burstlease.recurring.*}. */
final class ErrandMetrics {

    private final MeterRegistry registry;
    private final MultiGauge unfinished;

    ErrandMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.unfinished = MultiGauge.builder("burstlease.errands")
                .description("Unfinished errands by state")
                .register(registry);
    }

    /** Runs by errand and outcome, with how long they took; failures are the outcomes failed and overrun. */
    void ran(String errand, String word, Duration took) {
        Timer.builder("burstlease.errand.runs")
                .tag("errand", errand)
                .tag("outcome", word.toLowerCase(Locale.ROOT))
                .register(registry)
                .record(took);
    }

    /** How long after it was due a run began. */
    void lag(String errand, Duration late) {
        Timer.builder("burstlease.errand.lag")
                .tag("errand", errand)
                .register(registry)
                .record(late.isNegative() ? Duration.ZERO : late);
    }

    /** Runs whose result was refused because another had taken over. */
    void lost(String errand) {
        Counter.builder("burstlease.errand.lost")
                .tag("errand", errand)
                .register(registry)
                .increment();
    }

    /** What the sweep had to mend; anything but zero wants a look. */
    void mended(String fault, int errands) {
        Counter.builder("burstlease.errand.mended")
                .tag("fault", fault)
                .register(registry)
                .increment(errands);
    }

    void recurred(String name, boolean well, Duration took) {
        Timer.builder("burstlease.recurring.runs")
                .tag("name", name)
                .tag("outcome", well ? "done" : "failed")
                .register(registry)
                .record(took);
    }

    void count(JdbcClient jdbc) {
        List<MultiGauge.Row<Number>> rows = jdbc.sql("""
                        select name, lower(state) as state, count(*) as errands
                          from errand
                         where state <> 'DONE'
                         group by name, state
                        """)
                .query((row, n) -> MultiGauge.Row.of(
                        Tags.of("errand", row.getString("name"), "state", row.getString("state")),
                        (Number) row.getLong("errands")))
                .list();
        unfinished.register(rows, true);
    }
}
