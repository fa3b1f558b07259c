package io.burstlease.cluster;

import org.jspecify.annotations.Nullable;

/** The API server refused, or nothing trustworthy came back. The family says what the caller does next. */
public final class ClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Family family;

    public ClusterException(Family family, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.family = family;
    }

    public Family family() {
        return family;
    }

    /** One family for each different next action. */
    public enum Family {
        /** The object does not exist. */
        GONE,
        /** Somebody else changed it meanwhile: read again and decide again. */
        CONFLICT,
        /** RBAC refused: the message names verb and resource. */
        FORBIDDEN,
        /** The request is wrong and stays wrong. */
        INVALID,
        /** Too many requests, server error, or no answer: ask again later. */
        UNAVAILABLE
    }
}
