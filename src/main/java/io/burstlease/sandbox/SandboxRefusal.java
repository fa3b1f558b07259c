package io.burstlease.sandbox;

/** Why the sandbox does not start, in words for whoever started it. */
final class SandboxRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SandboxRefusal(String message) {
        super(message);
    }
}
