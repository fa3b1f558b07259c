package io.burstlease.host;

/** Why a host leaves. */
public enum Leaving {
    /** Its lease is over, or it was given back early. */
    RELEASED,
    /** The cloud took it. */
    LOST,
    /** A deadline passed or a gate failed. */
    BROKEN,
    /** An operator asked for another one in its place. */
    REPLACED,
    /** Its gang did not come together. */
    SHORT
}
