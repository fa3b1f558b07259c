package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.ClusterException.Family;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * One request to the API server, named as RBAC names it, so that a refusal says which permission is missing.
 *
 * @param resource plural with its subresource, and its group where it has one: {@code pods/eviction}
 */
record ApiCall(String verb, String resource, String object) {

    static ApiCall of(String verb, String resource, String object) {
        return new ApiCall(verb, resource, object);
    }

    <T extends @Nullable Object> T run(Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException | JacksonException | UncheckedIOException e) {
            throw failure(e);
        }
    }

    ClusterException failure(Throwable cause) {
        if (!(cause instanceof KubernetesClientException refusal) || refusal.getCode() <= 0) {
            return new ClusterException(Family.UNAVAILABLE, "No answer to " + this + ": " + innermost(cause), cause);
        }
        return new ClusterException(family(refusal.getCode()), sentence(refusal), refusal);
    }

    ClusterException untrustworthy(String why) {
        return new ClusterException(
                Family.UNAVAILABLE, "The answer to " + this + " is not to be trusted: " + why, null);
    }

    private String sentence(KubernetesClientException refusal) {
        String said = said(refusal);
        return switch (refusal.getCode()) {
            case 401 -> "The API server does not accept our credentials for " + this + ": " + said;
            case 403 ->
                "Missing permission: verb '" + verb + "' on resource '" + resource + "' (" + object + "): " + said;
            default -> "HTTP " + refusal.getCode() + " to " + this + ": " + said;
        };
    }

    private static String said(KubernetesClientException refusal) {
        Status status = refusal.getStatus();
        String message = status == null ? null : status.getMessage();
        return message == null || message.isBlank() ? String.valueOf(refusal.getMessage()) : message;
    }

    /** An expired list token (410) counts as unavailable: the list is read again from its beginning. */
    private static Family family(int code) {
        return switch (code) {
            case 404 -> Family.GONE;
            case 409 -> Family.CONFLICT;
            case 401, 403 -> Family.FORBIDDEN;
            case 408, 410, 425, 429 -> Family.UNAVAILABLE;
            default -> code >= 400 && code < 500 ? Family.INVALID : Family.UNAVAILABLE;
        };
    }

    private static String innermost(Throwable thrown) {
        Throwable inner = thrown;
        for (Throwable next = thrown.getCause(); next != null && next != inner; next = next.getCause()) {
            inner = next;
        }
        String message = inner.getMessage();
        return message == null ? inner.getClass().getSimpleName() : message;
    }

    @Override
    public String toString() {
        return verb + " " + resource + " " + object;
    }
}
