package io.burstlease.workflow;

import java.util.Optional;

/** Whether all that changes something outside rests, and why; observing goes on. */
public interface Standstill {

    /** For people; empty while work goes on. Asked before every run, so that it has to be cheap. */
    Optional<String> reason();
}
