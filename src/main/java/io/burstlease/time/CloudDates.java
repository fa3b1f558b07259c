package io.burstlease.time;

import java.time.Instant;

/** Takes the time the cloud states in its answers, so that a copy whose own clock is far off can be told. */
public interface CloudDates {

    /** The {@code Date} header of an answer that has just arrived. */
    void seen(Instant cloudDate);
}
