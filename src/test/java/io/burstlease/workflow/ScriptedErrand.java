package io.burstlease.workflow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** An errand that plays its steps one run after another, and is done when there are none left. */
final class ScriptedErrand implements Errand {

    /** What one run does. */
    interface Step {
        Outcome run(Claim claim) throws Exception;
    }

    private final String name;
    private final Duration wall;
    private final ConcurrentLinkedQueue<Step> steps;
    private final List<Claim> claims = new CopyOnWriteArrayList<>();

    ScriptedErrand(String name, Duration wall, Step... steps) {
        this.name = name;
        this.wall = wall;
        this.steps = new ConcurrentLinkedQueue<>(List.of(steps));
    }

    static ScriptedErrand of(Step... steps) {
        return new ScriptedErrand("scripted", Duration.ofMinutes(1), steps);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Duration wall() {
        return wall;
    }

    @Override
    public Outcome run(Claim claim) throws Exception {
        claims.add(claim);
        Step step = steps.poll();
        return step == null ? Outcome.done("nothing left") : step.run(claim);
    }

    /** The claims of its runs so far, the first first. */
    List<Claim> claims() {
        return claims;
    }

    int runs() {
        return claims.size();
    }
}
