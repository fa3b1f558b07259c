package io.burstlease.testing;

import io.burstlease.workflow.Claim;
import io.burstlease.workflow.Errand;
import io.burstlease.workflow.ErrandView;
import io.burstlease.workflow.Errands;
import io.burstlease.workflow.LostClaimException;
import io.burstlease.workflow.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.PlatformTransactionManager;
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
    private final Map<ErrandKey, DrivenRow> rows = new HashMap<>();
    private final List<String> history = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Deque<ErrandKey> running = new ArrayDeque<>();
    private Repeat repeat = Repeat.ONCE;
    private final Settlements settlements = new Settlements();

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
            DrivenRow row = rows.computeIfAbsent(new ErrandKey(errand, thing), key -> new DrivenRow());
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
            DrivenRow row = rows.get(new ErrandKey(errand, thing));
            if (row != null && row.state == DrivenRow.State.OPEN) {
                row.woken = true;
            }
        });
    }

    @Override
    public synchronized List<ErrandView> open(int limit) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getValue().state != DrivenRow.State.DONE)
                .map(entry -> entry.getValue()
                        .view(entry.getKey().name(), entry.getKey().thing()))
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
        Optional<ErrandKey> next = nextDue(now.instant());
        next.ifPresent(this::step);
        return next.isPresent();
    }

    /** Runs one step of this errand now, due or not; it must be open. */
    public void step(String errand, String thing) {
        step(new ErrandKey(errand, thing));
    }

    /** Claims as a run would. The next run takes the claim away, and what holds it is a zombie. */
    public synchronized Claim claim(String errand, String thing) {
        var key = new ErrandKey(errand, thing);
        DrivenRow row = rows.get(key);
        if (row == null || row.state != DrivenRow.State.OPEN) {
            throw new IllegalStateException(key + " is not open");
        }
        row.fence++;
        row.woken = false;
        return new DrivenClaim(this, transactions, key, row.fence);
    }

    private synchronized Optional<ErrandKey> nextDue(Instant now) {
        return rows.entrySet().stream()
                .filter(entry -> entry.getValue().dueAt(now))
                .min(Comparator.comparing((Map.Entry<ErrandKey, DrivenRow> entry) -> entry.getValue().due)
                        .thenComparing(entry -> entry.getKey().toString()))
                .map(Map.Entry::getKey);
    }

    private void step(ErrandKey key) {
        switch (repeat) {
            case ONCE -> whole(key, claim(key.name(), key.thing()));
            case TWICE -> {
                if (!(run(key, claim(key.name(), key.thing())) instanceof Died)) {
                    whole(key, claim(key.name(), key.thing()));
                }
            }
            case ZOMBIE_FIRST -> {
                Claim lost = claim(key.name(), key.thing());
                Claim mine = claim(key.name(), key.thing());
                run(key, lost);
                whole(key, mine);
            }
            case ZOMBIE_LAST -> {
                Claim lost = claim(key.name(), key.thing());
                whole(key, claim(key.name(), key.thing()));
                run(key, lost);
            }
        }
    }

    /** The errand that is at work now, where one is. */
    Optional<String> running() {
        return Optional.ofNullable(running.peek()).map(ErrandKey::name);
    }

    /** Another worker takes the run that is going on now for dead, and does the same step to its end. */
    void overtake() {
        ErrandKey key = running.peek();
        if (key != null && rows.get(key) instanceof DrivenRow row && row.state == DrivenRow.State.OPEN) {
            whole(key, claim(key.name(), key.thing()));
        }
    }

    private void whole(ErrandKey key, Claim claim) {
        conclude(key, claim.fence(), run(key, claim));
    }

    /** An {@link Outcome}, or the throwable that ended the run. */
    private Object run(ErrandKey key, Claim claim) {
        running.push(key);
        try {
            Object end = end(errand(key.name()), claim);
            history.add(key + ": " + end);
            return end;
        } finally {
            running.pop();
        }
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

    /** A run that was overtaken has nothing more to say. */
    private synchronized void conclude(ErrandKey key, long fence, Object end) {
        DrivenRow row = rows.get(key);
        if (row != null && row.state == DrivenRow.State.OPEN && row.fence == fence) {
            row.conclude(end, clock.instant());
        }
    }

    private void onCommit(Runnable change) {
        AfterCommit.run(() -> apply(change));
    }

    private synchronized void apply(Runnable change) {
        change.run();
    }

    /** A run that was overtaken settles nothing. */
    synchronized void mustHold(ErrandKey key, long fence) {
        DrivenRow row = rows.get(key);
        if (row == null || row.fence != fence || row.state != DrivenRow.State.OPEN) {
            throw new LostClaimException(key.name(), key.thing(), fence);
        }
    }
}
