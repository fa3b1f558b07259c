package io.burstlease.lease;

import io.burstlease.web.Fault;
import java.util.List;
import java.util.function.Consumer;

/** The rules that every request for hosts is held to, whichever way it comes in. */
public interface AskCheck {

    /**
     * @param access told the team once it is found to exist; refuses by throwing, before any other fault is shown
     * @throws io.burstlease.web.ProblemException 400 with all faults at once
     */
    default SoundAsk check(RawAsk raw, Consumer<String> access) {
        return check(raw, access, List.of());
    }

    /**
     * As {@link #check(RawAsk, Consumer)}.
     *
     * @param more faults that the caller found in what it takes besides, shown together with the others
     */
    SoundAsk check(RawAsk raw, Consumer<String> access, List<Fault> more);
}
