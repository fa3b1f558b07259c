/**
 * Answers what it would cost, whether it can be had and when, before anyone applies.
 *
 * <p>What other stages need of a quote is in the things: the ask and its rules and the kept quote in {@code lease}, the
 * calculation in {@code budget}. Here are the question over HTTP and the checks that know the cloud's market, by hints
 * that are fetched beside every transaction and read within.
 */
@NullMarked
package io.burstlease.quote;

import org.jspecify.annotations.NullMarked;
