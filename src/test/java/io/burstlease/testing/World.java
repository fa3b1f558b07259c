package io.burstlease.testing;

import io.burstlease.time.HandSetClock;
import io.burstlease.workflow.Recurring;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The service, a cloud and a cluster in virtual time: errands run when they are due, readings and certificates come
 * round, instances boot and join. One thread, no sleeping.
 */
public final class World {

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);
    private static final Duration READING_EVERY = Duration.ofSeconds(10);

    public final HandSetClock clock;
    public final HandDrivenErrands errands;
    public final FakeCloud cloud;
    public final FakeDisks disks;
    public final FakeSubscriptions subscriptions;
    public final FakeCluster cluster;
    public final FakePods pods;
    public final Calls calls;
    private final Recurring cloudPass;
    private final Recurring clusterLook;
    private final Recurring certificates;
    private Instant nextReading = Instant.MIN;
    private boolean hurried;
    private Duration quiet = STEP;
    private int told;

    World(
            HandSetClock clock,
            HandDrivenErrands errands,
            FakeCloud cloud,
            FakeCluster cluster,
            List<Recurring> recurring) {
        this.clock = clock;
        this.errands = errands;
        this.cloud = cloud;
        this.disks = new FakeDisks(cloud);
        this.subscriptions = new FakeSubscriptions(clock, cloud);
        this.cluster = cluster;
        this.pods = new FakePods(clock, cluster);
        this.calls = new Calls(errands);
        this.cloudPass = named(recurring, "cloud-pass");
        this.clusterLook = named(recurring, "cluster-look");
        this.certificates = named(recurring, "certificates");
    }

    private static Recurring named(List<Recurring> recurring, String name) {
        return recurring.stream()
                .filter(work -> work.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Has time pass faster the longer nothing happens: up to a minute a step, in which steps that wait for time alone
     * ask once and not twelve times.
     */
    public void hurry() {
        hurried = true;
    }

    /** Lets time pass until the condition holds, at most for so long, and says whether it held. */
    public boolean until(Duration most, BooleanSupplier condition) {
        Instant end = clock.instant().plus(most);
        while (!condition.getAsBoolean()) {
            if (!clock.instant().isBefore(end)) {
                return false;
            }
            step();
        }
        return true;
    }

    /** Lets so much time pass. */
    public void pass(Duration time) {
        until(time, () -> false);
    }

    /** What is due, and five seconds, or up to a minute where nothing is there that time could change. */
    public void step() {
        due();
        quiet = hurried && allWait() ? atMost(LONGEST_STEP, quiet.multipliedBy(2)) : STEP;
        Duration rest = quiet;
        if (cloud.alive().isEmpty()) {
            Duration idle = errands.nextDue()
                    .map(due -> Duration.between(clock.instant(), due))
                    .orElse(LONGEST_STEP);
            rest = idle.compareTo(rest) < 0 ? rest : atMost(LONGEST_STEP, idle);
        }
        clock.advance(rest);
    }

    /** Whether every step that ran since this was last asked only found that it is to wait. */
    private boolean allWait() {
        List<String> history = errands.history();
        boolean wait = history.subList(told, history.size()).stream().allMatch(line -> line.contains(": Wait["));
        told = history.size();
        return wait;
    }

    private static Duration atMost(Duration most, Duration time) {
        return time.compareTo(most) > 0 ? most : time;
    }

    /** Everything that is due now. */
    public void due() {
        rounds();
        errands.runDue(clock);
    }

    /** What happens without any step: instances boot and join, readings and certificates come round. */
    public void rounds() {
        cluster.live(cloud);
        if (!clock.instant().isBefore(nextReading)) {
            read();
            recur(clusterLook);
            nextReading = clock.instant().plus(READING_EVERY);
        }
        recur(certificates);
        cluster.live(cloud);
    }

    /** One bulk reading of the cloud. */
    public void read() {
        recur(cloudPass);
    }

    /** As when nobody listens: a failure is for the next round. */
    private static void recur(Recurring work) {
        try {
            work.run();
        } catch (AssertionError fault) {
            throw fault;
        } catch (Exception | Died failed) {
            System.getLogger("world").log(System.Logger.Level.DEBUG, work.name(), failed);
        }
    }
}
