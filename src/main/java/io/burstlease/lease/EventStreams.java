package io.burstlease.lease;

import io.burstlease.web.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams that this copy of the service feeds. One question every half second tells which of their leases have
 * something new, whichever copy wrote it; each stream then reads for itself, so that a slow reader holds up nobody.
 */
@Component
class EventStreams implements SmartLifecycle {

    static final int MOST_STREAMS = 500;
    static final int MOST_OF_ONE = 20;

    private static final long LOOK_EVERY_MILLIS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private final Leases leases;
    private final LeaseTimeline timeline;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService watch;

    EventStreams(Leases leases, LeaseTimeline timeline) {
        this.leases = leases;
        this.timeline = timeline;
    }

    /**
     * Sends what happens to the lease after that event.
     *
     * @throws ProblemException 429 when the subject, or everybody together, has as many streams as may be
     */
    synchronized SseEmitter open(String leaseId, long after, String subject) {
        long own =
                open.stream().filter(stream -> stream.subject().equals(subject)).count();
        if (own >= MOST_OF_ONE || open.size() >= MOST_STREAMS || watch == null) {
            throw ProblemException.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too-many-streams",
                    "There are " + own + " streams of yours, and " + open.size() + " in all.",
                    List.of());
        }
        EventStream stream = new EventStream(leases, leaseId, after, subject, open::remove);
        open.add(stream);
        return stream.begin();
    }

    int count() {
        return open.size();
    }

    private void look() {
        try {
            Set<String> watched = open.stream().map(EventStream::leaseId).collect(Collectors.toSet());
            Map<String, Long> last = watched.isEmpty() ? new HashMap<>() : timeline.last(watched);
            open.forEach(stream -> stream.tell(last.getOrDefault(stream.leaseId(), 0L)));
        } catch (RuntimeException failed) {
            LOG.warn("What is new for the event streams could not be read: {}", failed.toString());
        }
    }

    @Override
    public synchronized void start() {
        if (watch == null) {
            watch = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().name("event-streams-", 0).factory());
            watch.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Before the web server waits for its requests to end: readers come again, to another copy. */
    @Override
    public synchronized void stop() {
        if (watch != null) {
            watch.shutdownNow();
            watch = null;
        }
        open.forEach(EventStream::end);
    }

    @Override
    public synchronized boolean isRunning() {
        return watch != null;
    }
}
