package io.burstlease.testing;

import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.ErrandView;
import io.burstlease.workflow.Errands;
import io.burstlease.workflow.LostClaimException;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Errands in memory, run step by step by the test that holds it, in the time of the clock given.
 *
 * <p>Settlements are real transactions, and what is asked for in one that rolls back was never asked for. Steps can be
 * repeated, overtaken and killed at each of their settlements: see {@link Repeat} and {@link Death}.
 */
public final class HandDrivenErrands implements Errands {

    private static final int ENOUGH = 10_000;

    private final Clock clock;
    private final TransactionTemplate transactions;
    private final Map<String, Errand> known = new HashMap<>();
    private final Map<Key, DrivenRow> rows = new HashMap<>();
    private final List<String> history = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Settlements settlements = new Settlements();
    private Repeat repeat = Repeat.ONCE;

    public HandDrivenErrands(Clock clock, PlatformTransactionManager transactions) {
        this.clock = clock;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** The errands that can be run; they may be made after this, since they may ask for errands themselves. */
    public synchronized HandDrivenErrands knowing(Errand... errands) {
        for (Errand errand : errands) {
            known.put(errand.name(), errand);
        }
        return this;
    }

    public synchronized void repeat(Repeat how) {
        this.repeat = how;
    }

    /** What is to happen at settlements. */
    public Settlements settlements() {
        return settlements;
    }

    /** What ran and what it said, such as {@code launch for l-1: Wait[delay=PT1S, reason=sent]}. */
    public List<String> history() {
        return history;
    }

    /** What runs threw, deaths and lost claims apart; most tests want none. */
    public List<Throwable> failures() {
        return failures;
    }

    @Override
    public void start(String errand, String thing) {
        startAt(errand, thing, clock.instant());
    }

    @Override
    public void startAt(String errand, String thing, Instant at) {
        onCommit(() -> {
            DrivenRow row = rows.computeIfAbsent(new Key(errand, thing), key -> new DrivenRow());
            if (row.state == DrivenRow.State.OPEN) {
                row.woken = true;
            } else {
                row.open(at);
            }
        });
    }

    @Override
    public void wake(String errand, String thing) {
        onCommit(() -> {
            DrivenRow row = rows.get(new Key(errand, thing));
            if (row != null && row.state == DrivenRow.State.OPEN) {
                row.woken = true;
            }
        });
    }

    @Override
    public synchronized List<ErrandView> open(int limit) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getValue().state != DrivenRow.State.DONE)
                .map(entry -> entry.getValue().view(entry.getKey().name, entry.getKey().thing))
                .sorted(Comparator.comparing(ErrandView::due).thenComparing(ErrandView::thing))
                .limit(limit)
                .toList();
    }

    /** When the next errand is due; a test in virtual time advances its clock to it. */
    public synchronized Optional<Instant> nextDue() {
        return rows.values().stream()
                .filter(row -> row.state == DrivenRow.State.OPEN)
                .map(row -> row.woken ? Instant.EPOCH : row.due)
                .min(Comparator.naturalOrder());
    }

    /** Runs what is due until nothing is due any more, and says how many steps that took. */
    public int runDue(Clock now) {
        int steps = 0;
        while (runNext(now)) {
            steps++;
            if (steps > ENOUGH) {
                throw new AssertionError("errands never come to rest; last: " + history.subList(steps - 5, steps));
            }
        }
        return steps;
    }

    /** Runs one step of the errand that has been due the longest, if any is due. */
    public boolean runNext(Clock now) {
        Optional<Key> next = nextDue(now.instant());
        next.ifPresent(this::step);
        return next.isPresent();
    }

    /** Runs one step of this errand now, due or not; it must be open. */
    public void step(String errand, String thing) {
        step(new Key(errand, thing));
    }

    /** Claims as a run would. The next run takes the claim away, and what holds it is a zombie. */
    public synchronized Claim claim(String errand, String thing) {
        var key = new Key(errand, thing);
        DrivenRow row = rows.get(key);
        if (row == null || row.state != DrivenRow.State.OPEN) {
            throw new IllegalStateException(key + " is not open");
        }
        row.fence++;
        row.woken = false;
        return new DrivenClaim(key, row.fence);
    }

    private synchronized Optional<Key> nextDue(Instant now) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getValue().dueAt(now))
                .min(Comparator.comparing((Map.Entry<Key, DrivenRow> entry) -> entry.getValue().due)
                        .thenComparing(entry -> entry.getKey().toString()))
                .map(Map.Entry::getKey);
    }

    private void step(Key key) {
        switch (repeat) {
            case ONCE -> conclude(key, run(key, claim(key.name, key.thing)));
            case TWICE -> {
                Object first = run(key, claim(key.name, key.thing));
                conclude(key, first instanceof Died ? first : run(key, claim(key.name, key.thing)));
            }
            case ZOMBIE_FIRST -> {
                Claim lost = claim(key.name, key.thing);
                Claim mine = claim(key.name, key.thing);
                run(key, lost);
                conclude(key, run(key, mine));
            }
            case ZOMBIE_LAST -> {
                Claim lost = claim(key.name, key.thing);
                conclude(key, run(key, claim(key.name, key.thing)));
                run(key, lost);
            }
        }
    }

    /** An {@link Outcome}, or the throwable that ended the run. */
    private Object run(Key key, Claim claim) {
        Object end = end(errand(key.name), claim);
        history.add(key + ": " + end);
        return end;
    }

    private synchronized Errand errand(String name) {
        Errand errand = known.get(name);
        if (errand == null) {
            throw new AssertionError("no errand is called " + name);
        }
        return errand;
    }

    private Object end(Errand errand, Claim claim) {
        try {
            return errand.run(claim);
        } catch (Died | LostClaimException e) {
            return e;
        } catch (Exception | AssertionError e) {
            failures.add(e);
            return e;
        }
    }

    private synchronized void conclude(Key key, Object end) {
        DrivenRow row = rows.get(key);
        if (row != null && row.state == DrivenRow.State.OPEN) {
            row.conclude(end, clock.instant());
        }
    }

    private void onCommit(Runnable change) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    apply(change);
                }
            });
        } else {
            apply(change);
        }
    }

    private synchronized void apply(Runnable change) {
        change.run();
    }

    private synchronized void beginSettle(Key key, long fence) {
        DrivenRow row = rows.get(key);
        if (row == null || row.fence != fence || row.state != DrivenRow.State.OPEN) {
            throw new LostClaimException(key.name, key.thing, fence);
        }
    }

    private record Key(String name, String thing) {
        @Override
        public String toString() {
            return name + " for " + thing;
        }
    }

    private final class DrivenClaim implements Claim {

        private final Key key;
        private final long fence;

        DrivenClaim(Key key, long fence) {
            this.key = key;
            this.fence = fence;
        }

        @Override
        public String thing() {
            return key.thing;
        }

        @Override
        public long fence() {
            return fence;
        }

        @Override
        @SuppressWarnings("NullAway") // what comes out of the template is what the work gave, null or not
        public <T> T settle(Supplier<T> work) {
            settlements.come(key.name);
            beginSettle(key, fence);
            Death fatal = settlements.begin().orElse(null);
            die(fatal, Death.BEFORE_WORK);
            T answer = transactions.execute(status -> {
                T written = work.get();
                die(fatal, Death.BEFORE_COMMIT);
                return written;
            });
            die(fatal, Death.AFTER_COMMIT);
            settlements.done(key.name);
            return answer;
        }

        private static void die(@Nullable Death fatal, Death here) {
            if (fatal == here) {
                throw new Died(here);
            }
        }
    }
}
