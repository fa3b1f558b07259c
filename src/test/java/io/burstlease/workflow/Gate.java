package io.burstlease.workflow;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds a run where a test wants it, and tells the test when it is there. */
final class Gate {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    /** Waits for the gate to open, as code does that heeds an interrupt. */
    void pass() throws InterruptedException {
        reached.countDown();
        if (!opened.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the gate was never opened");
        }
    }

    /** Waits for the gate to open, as code does that is deaf to interrupts. */
    void passDeaf() {
        reached.countDown();
        boolean through = false;
        while (!through) {
            try {
                through = opened.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                through = opened.getCount() == 0;
            }
        }
    }

    void awaitReached() throws InterruptedException {
        if (!reached.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody came to the gate");
        }
    }

    void open() {
        opened.countDown();
    }
}
