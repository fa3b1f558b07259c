package io.burstlease.sandbox.cluster.host;

/** A step of the join did not work; the message says why, in kubeadm's manner. */
final class JoinFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JoinFailure(String message) {
        super(message);
    }
}
