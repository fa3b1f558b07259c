package io.burstlease.time;

import java.time.Duration;
import java.time.Instant;

/** Takes the time the cloud states in its answers, so that a copy whose own clock is far off can be told. */
public interface CloudDates {

    /**
     * The {@code Date} header of an answer that has just arrived.
     *
     * @param underWay since its request left: the date was stated at some instant of that time
     */
    void seen(Instant cloudDate, Duration underWay);
}
