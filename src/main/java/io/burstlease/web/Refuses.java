package io.burstlease.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The reasons of its own for which an endpoint refuses, for the contract. Those that the manners of the API bring along
 * (no token, a stale If-Match, …) and the 404 of what a path names are known without.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {

    /** Codes that stand in {@code reasons.properties}. */
    String[] value();
}
