package io.burstlease.lease;

import java.util.Optional;

/** All quotes: made by the stage that quotes, read by those that decide on what was quoted. */
public interface Quotes {

    /** Joins the caller's transaction. */
    void save(Quote quote);

    /** Also finds quotes that are not valid any more. */
    Optional<Quote> find(String id);
}
