package io.burstlease.workflow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every replica looks after beside the runs: wakes, lost tasks, stuck claims, old rows. Any number may do so. */
final class Rounds {

    /** How long after its wall a run may still be without a result before the sweep takes its claim. */
    static final Duration MARGIN = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);

    private final JdbcClient jdbc;
    private final Timetable timetable;
    private final List<Errand> errands;
    private final Clock clock;
    private final ErrandMetrics metrics;
    private final Duration keepDone;

    Rounds(
            JdbcClient jdbc,
            Timetable timetable,
            List<Errand> errands,
            Clock clock,
            ErrandMetrics metrics,
            Duration keepDone) {
        this.jdbc = jdbc;
        this.timetable = timetable;
        this.errands = errands;
        this.clock = clock;
        this.metrics = metrics;
        this.keepDone = keepDone;
    }

    /** Has what was woken run soon. Nearly always there is nothing, and this is one look at an empty index. */
    void answerWakes() {
        boolean asked = jdbc.sql("select exists (select 1 from errand_wake)")
                .query((row, n) -> row.getBoolean(1))
                .single();
        if (asked) {
            Instant now = clock.instant();
            timetable.bringWokenForward(now);
            timetable.reopenWoken(now);
        }
    }

    /** Mends what a crash at any instruction can leave behind. */
    void sweep() {
        Set<String> names = errands.stream().map(Errand::name).collect(Collectors.toSet());
        if (!names.isEmpty()) {
            mended("lost", timetable.restoreLost(names));
        }
        for (Errand errand : errands) {
            mended("stuck", timetable.freeStuck(errand.name(), errand.wall().plus(MARGIN), clock.instant()));
        }
        forgetFinished();
        metrics.count(jdbc);
    }

    private void forgetFinished() {
        jdbc.sql("""
                        delete from errand
                         where state = 'DONE'
                           and due_at < now() - make_interval(secs => :kept)
                        """).param("kept", keepDone.toSeconds()).update();
    }

    private void mended(String fault, int errands) {
        metrics.mended(fault, errands);
        if (errands > 0) {
            log.warn("the sweep mended {} errands that were {}", errands, fault);
        }
    }
}
