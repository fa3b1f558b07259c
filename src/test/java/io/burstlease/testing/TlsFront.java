package io.burstlease.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;

/** Speaks TLS on loopback and passes what it hears on to a plain server there. */
public final class TlsFront implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicLong heard = new AtomicLong();

    public TlsFront(SSLContext context, int target) {
        this.target = target;
        try {
            this.server = context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        threads.execute(this::accept);
    }

    public String endpoint() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Bytes that a client sent once it trusted us. */
    public long heard() {
        return heard.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket plain = new Socket(InetAddress.getLoopbackAddress(), target);
                open.addAll(List.of(client, plain));
                threads.execute(() -> pass(client, plain, heard));
                threads.execute(() -> pass(plain, client, new AtomicLong()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void pass(Socket from, Socket to, AtomicLong count) {
        byte[] bytes = new byte[8192];
        try (from;
                to) {
            int read = from.getInputStream().read(bytes);
            while (read >= 0) {
                count.addAndGet(read);
                to.getOutputStream().write(bytes, 0, read);
                to.getOutputStream().flush();
                read = from.getInputStream().read(bytes);
            }
        } catch (IOException broken) {
            // One side gave up, and with it goes the other.
            return;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        threads.shutdownNow();
    }
}
