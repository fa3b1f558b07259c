package io.burstlease.cloud;

import org.jspecify.annotations.Nullable;

/** The cloud refused, or nothing trustworthy came back. The family says what the caller does next. */
public final class CloudException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Family family;
    private final String code;
    private final @Nullable String requestId;

    public CloudException(Family family, String code, String message, @Nullable String requestId) {
        super(code + ": " + message);
        this.family = family;
        this.code = code;
        this.requestId = requestId;
    }

    public Family family() {
        return family;
    }

    /** The cloud's own error code, or {@code SDK.*} where the client made it; never empty. */
    public String code() {
        return code;
    }

    /** The cloud's request id, for a ticket with its support. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** Error families, one for each different next action of the caller (ALIYUN error tables). */
    public enum Family {
        /** Out of stock here: remember it and try the next offer with a new token. */
        STOCK,
        /** The vSwitch has no addresses left: try another vSwitch or zone. */
        ADDRESSES,
        /** Quota of the account: stop buying, tell the operator. */
        QUOTA,
        /** Balance or account status: stop buying, tell the operator. */
        MONEY,
        /** Too many calls: wait for the next minute. */
        THROTTLED,
        /** Credentials or rights: stop, tell the operator. */
        PERMISSION,
        /** The request is wrong and stays wrong: give up with its reason. */
        INVALID,
        /** The thing is still being made or changed: ask again soon. */
        NOT_YET,
        /** The cloud will not do this to the instance until a person changes something; the code names it. */
        STUCK,
        /** The id does not exist. */
        GONE,
        /** Nothing trustworthy came back, and repeating a read is harmless. */
        TRANSIENT,
        /** A code nobody has met: treated as ambiguous, counted, shown. */
        UNKNOWN
    }
}
