package io.burstlease.sandbox.cluster.api;

import java.io.IOException;

/** Where the events of a watch go: lines of a chunked answer, or messages of a web socket. */
interface EventSink {

    void send(byte[] event) throws IOException;

    /** Whether anybody is known to listen still. */
    boolean open();
}
