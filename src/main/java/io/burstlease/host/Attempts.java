package io.burstlease.host;

import io.burstlease.cloud.LaunchRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The attempts of launches and every send that was ever committed: the record that precedes every purchase. */
public interface Attempts {

    /**
     * Freezes the next attempt, whole; its user data is stored encrypted and wiped on settlement. Refused while an
     * attempt of this launch is not settled.
     *
     * @param tokenId id of the bootstrap token in the user data
     * @param requestWith given attempt number and client token, makes the request
     */
    Attempt freeze(String launchId, String tokenId, Instant at, BiFunction<Integer, String, LaunchRequest> requestWith);

    /** The attempt that is not settled yet. */
    Optional<Attempt> open(String launchId);

    List<Attempt> of(String launchId);

    /** The attempt whose user data holds the bootstrap token of this id, settled or not. */
    Optional<Attempt> byToken(String tokenId);

    /** Records a send, committed before the socket opens; refused once the attempt is settled. Returns its number. */
    long recordSend(String launchId, int attempt, Instant at);

    /** Records what came back of a send. */
    void recordAnswer(long send, SendAnswer answer);

    /** Every send of an attempt, oldest first. */
    List<Send> sends(String launchId, int attempt);

    /** Records a complete reading by the attempt's tag. */
    void recordReading(String launchId, int attempt, Instant begunAt, Set<String> instanceIds);

    /** Complete readings by the attempt's tag, oldest first. */
    List<Reading> readings(String launchId, int attempt);

    /** Every vSwitch that any attempt ever named: where instances of ours may be. */
    Set<String> vSwitches();

    /** Settles the attempt and wipes its secret. */
    void settle(String launchId, int attempt, Settlement as, Instant at);
}
