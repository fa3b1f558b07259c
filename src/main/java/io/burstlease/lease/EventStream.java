package io.burstlease.lease;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One reader of a lease's events, in a thread of its own. The events of a lease are written under its row's lock, so
 * that one with a lower number never becomes visible after one with a higher: whoever read up to a number has missed
 * nothing.
 */
final class EventStream {

    /** A token lives about as long; with a fresh one the reader goes on where it was. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** Proxies cut what is silent for a minute. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final int PAGE = 100;

    private final Leases leases;
    private final String leaseId;
    private final String subject;
    private final Consumer<EventStream> over;
    private final SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
    private final Semaphore news = new Semaphore(0);
    private volatile long sent;
    private volatile boolean ended;

    EventStream(Leases leases, String leaseId, long after, String subject, Consumer<EventStream> over) {
        this.leases = leases;
        this.leaseId = leaseId;
        this.sent = after;
        this.subject = subject;
        this.over = over;
    }

    SseEmitter begin() {
        emitter.onCompletion(this::end);
        emitter.onTimeout(this::end);
        emitter.onError(broken -> end());
        Thread.ofVirtual().name("event-stream-" + leaseId).start(this::run);
        return emitter;
    }

    /** There are events up to that number. */
    void tell(long last) {
        if (last > sent) {
            news.release();
        }
    }

    void end() {
        ended = true;
        news.release();
        over.accept(this);
    }

    private void run() {
        try {
            while (!ended && sendAll()) {
                if (!news.tryAcquire(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                    emitter.send(SseEmitter.event().comment("still here"));
                }
                news.drainPermits();
            }
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            // The reader has left, or was too slow to be written to.
            emitter.complete();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            emitter.completeWithError(failed);
        } finally {
            end();
        }
    }

    /** False after the last event of a lease that is over. */
    private boolean sendAll() throws IOException {
        while (!ended) {
            // Read before the events: what ends a lease is one of them.
            boolean last = leases.get(leaseId).state().isFinal();
            List<TimelineEntry> page = leases.timeline(leaseId, sent, PAGE);
            for (TimelineEntry entry : page) {
                emitter.send(SseEmitter.event()
                        .id(Long.toString(entry.seq()))
                        .data(EventView.of(entry), MediaType.APPLICATION_JSON));
                sent = entry.seq();
            }
            if (page.isEmpty()) {
                return !last;
            }
        }
        return false;
    }

    String leaseId() {
        return leaseId;
    }

    String subject() {
        return subject;
    }
}
