package io.burstlease.sandbox.cluster.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watch as a web socket (RFC 6455): text messages out; of what comes in, pings are answered and a close is heeded.
 */
public final class WatchSocket implements HttpUpgradeHandler, EventSink, ReadListener {

    /** Writes the events until the watch or its client ends. */
    interface Source {

        void pour(EventSink sink) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(WatchSocket.class);
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;

    private final ReentrantLock writing = new ReentrantLock();
    private @Nullable Source source;
    private @Nullable ServletInputStream in;
    private @Nullable ServletOutputStream out;
    private byte[] pending = new byte[0];
    private volatile boolean closed;

    static void accept(HttpServletRequest request, HttpServletResponse response, Source source) throws IOException {
        try {
            byte[] key = (request.getHeader("Sec-WebSocket-Key") + GUID).getBytes(StandardCharsets.US_ASCII);
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(key);
            response.setHeader("Upgrade", "websocket");
            response.setHeader("Connection", "Upgrade");
            response.setHeader("Sec-WebSocket-Accept", Base64.getEncoder().encodeToString(digest));
            WatchSocket socket = request.upgrade(WatchSocket.class);
            socket.source = source;
        } catch (NoSuchAlgorithmException | ServletException e) {
            throw new IOException("cannot open a web socket", e);
        }
    }

    @Override
    public void init(WebConnection connection) {
        try {
            out = connection.getOutputStream();
            in = connection.getInputStream();
            in.setReadListener(this);
            Thread.ofVirtual().start(() -> run(connection));
        } catch (IOException e) {
            closed = true;
        }
    }

    private void run(WebConnection connection) {
        Source events = source;
        try (connection) {
            if (events != null) {
                events.pour(this);
            }
            frame(CLOSE, new byte[] {0x03, (byte) 0xE8});
        } catch (Exception gone) {
            LOG.debug("a watch ended", gone);
        }
    }

    @Override
    public void send(byte[] event) throws IOException {
        frame(TEXT, event);
    }

    @Override
    public boolean open() {
        return !closed;
    }

    private void frame(int opcode, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 10);
        frame.put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else if (payload.length < 65_536) {
            frame.put((byte) 126).putShort((short) payload.length);
        } else {
            frame.put((byte) 127).putLong(payload.length);
        }
        frame.put(payload);
        writing.lock();
        try {
            if (out != null) {
                out.write(frame.array(), 0, frame.position());
                out.flush();
            }
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] buffer = new byte[1024];
        while (in != null && in.isReady() && !closed) {
            int read = in.read(buffer);
            if (read < 0) {
                closed = true;
                return;
            }
            byte[] joined = new byte[pending.length + read];
            System.arraycopy(pending, 0, joined, 0, pending.length);
            System.arraycopy(buffer, 0, joined, pending.length, read);
            pending = joined;
            while (takeFrame()) {
                LOG.trace("a frame of the client was taken");
            }
        }
    }

    /** Handles one whole frame of the client; control frames are short and always masked. */
    private boolean takeFrame() throws IOException {
        if (pending.length < 6) {
            return false;
        }
        int length = pending[1] & 0x7F;
        if (length > 125) {
            closed = true;
            return false;
        }
        if (pending.length < length + 6) {
            return false;
        }
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (pending[6 + i] ^ pending[2 + i % 4]);
        }
        int opcode = pending[0] & 0x0F;
        pending = Arrays.copyOfRange(pending, length + 6, pending.length);
        if (opcode == CLOSE) {
            closed = true;
        } else if (opcode == PING) {
            frame(PONG, payload);
        }
        return true;
    }

    @Override
    public void onAllDataRead() {
        closed = true;
    }

    @Override
    public void onError(Throwable cause) {
        closed = true;
    }

    @Override
    public void destroy() {
        closed = true;
    }
}
