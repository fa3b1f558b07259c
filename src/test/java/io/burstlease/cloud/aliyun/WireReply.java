package io.burstlease.cloud.aliyun;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What a scripted server does once it has read a request. */
@FunctionalInterface
interface WireReply {

    String DATE = "Mon, 23 Nov 2026 12:51:31 GMT";

    void serve(Socket socket) throws IOException;

    static WireReply json(int status, String body) {
        return of(status, "application/json;charset=utf-8", body);
    }

    static WireReply ok(String body) {
        return json(200, body);
    }

    static WireReply error(int status, String code) {
        return json(status, """
                {"RequestId":"R-1","HostId":"ecs.cn-shanghai.aliyuncs.com","Code":"%s","Message":"said the cloud"}""".formatted(code));
    }

    static WireReply of(int status, @Nullable String contentType, String body) {
        return socket -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            String head = "HTTP/1.1 " + status + " Any\r\nDate: " + DATE + "\r\n"
                    + (contentType == null ? "" : "Content-Type: " + contentType + "\r\n")
                    + "Content-Length: " + bytes.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        };
    }

    /** Closes with a TCP reset. */
    static WireReply reset() {
        return socket -> {
            socket.setSoLinger(true, 0);
            socket.close();
        };
    }

    /** Holds the connection until the test is over. */
    static WireReply hang() {
        return socket -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** Sends a byte of a body at a time, never its last. */
    static WireReply trickle() {
        return socket -> {
            String head = "HTTP/1.1 200 OK\r\nDate: " + DATE + "\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 100000\r\n\r\n{\"RequestId\":\"";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            while (!Thread.currentThread().isInterrupted()) {
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
                LockSupport.parkNanos(20_000_000);
            }
        };
    }

    /** Promises more than it sends, then closes. */
    static WireReply cutShort(String body) {
        return socket -> {
            String head = "HTTP/1.1 200 OK\r\nDate: " + DATE + "\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 10000\r\n\r\n" + body;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.close();
        };
    }
}
