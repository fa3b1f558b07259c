package io.burstlease.lease;

import java.util.function.Consumer;

/** The rules that every request for hosts is held to, whichever way it comes in. */
public interface AskCheck {

    /**
     * @param access told the team once it is found to exist; refuses by throwing, before any other fault is shown
     * @throws io.burstlease.web.ProblemException 400 with all faults at once
     */
    SoundAsk check(RawAsk raw, Consumer<String> access);
}
