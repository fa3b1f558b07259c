package io.burstlease.sandbox.cluster.api;

import tools.jackson.databind.node.ObjectNode;

/** What lies below {@code /sandbox}: the handles by which tests and drivers move the emulated world. */
public interface SandboxPath {

    /** Answers a request below {@code /sandbox/}; refuses with ApiFailure what it does not know. */
    ObjectNode answer(String method, String path, ObjectNode body);
}
