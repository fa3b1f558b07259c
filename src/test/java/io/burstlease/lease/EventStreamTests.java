package io.burstlease.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.audit.Act;
import io.burstlease.testing.Poll;
import io.burstlease.testing.StageTest;
import io.burstlease.testing.TestIssuer;
import io.burstlease.web.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventStreamTests extends StageTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final EventStreams streams;

    EventStreamTests(Parts parts, EventStreams streams) {
        super(parts);
        this.streams = streams;
    }

    @Test
    void what_happens_is_heard_as_it_happens_until_the_lease_is_over() throws Exception {
        Lease lease = anApprovedLease(1, 1);
        try (Listener listener = listen("mia", lease, null)) {
            Poll.until(
                    "what happened before is heard",
                    SOON,
                    () -> listener.heard().size() == 2);

            leases.change(lease.id(), l -> l.cancel(Act.by("mia", now(), "not needed")));

            Poll.until("the stream is over", SOON, listener::isOver);
            assertThat(listener.heard()).isEqualTo(listed(lease, 0));
            assertThat(listener.lines()).anyMatch(line -> line.startsWith("data:") && line.contains("\"cancelled\""));
        }
        Poll.until("nobody is fed any more", SOON, () -> streams.count() == 0);
    }

    @Test
    void a_reader_who_comes_again_goes_on_after_what_it_heard_last() throws Exception {
        Lease lease = anActiveLease(2, 2);
        List<Long> all = listed(lease, 0);
        Long last = all.get(all.size() / 2);

        try (Listener listener = listen("mia", lease, last.toString())) {
            Poll.until(
                    "the rest is heard",
                    SOON,
                    () -> listener.heard().size() == listed(lease, last).size());
            leases.change(lease.id(), l -> l.release(Ending.RELEASED, Act.by("mia", now(), null)));
            assertThat(world.until(Duration.ofHours(1), () -> stateOf(lease) == LeaseState.RELEASED))
                    .isTrue();

            Poll.until("the stream is over", SOON, listener::isOver);
            assertThat(listener.heard()).isEqualTo(listed(lease, last)).doesNotHaveDuplicates();
        }
    }

    @Test
    void nobody_hears_of_a_lease_of_another_team() throws Exception {
        Lease lease = anApprovedLease(1, 1);

        assertThat(ask("eve", lease, null).statusCode()).isEqualTo(403);
        assertThat(ask("mia", lease, "yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void nobody_has_more_streams_than_may_be() throws Exception {
        Lease lease = anApprovedLease(1, 1);
        List<Listener> listeners = new ArrayList<>();
        try {
            for (int i = 0; i < EventStreams.MOST_OF_ONE; i++) {
                listeners.add(listen("mia", lease, null));
            }
            assertThat(ask("mia", lease, null).statusCode()).isEqualTo(429);
            listeners.add(listen("lea", lease, null));
        } finally {
            leases.change(lease.id(), l -> l.cancel(Act.by("mia", now(), null)));
            for (Listener listener : listeners) {
                Poll.until("the stream is over", SOON, listener::isOver);
                listener.close();
            }
        }
    }

    private List<Long> listed(Lease lease, long after) {
        return leases.timeline(lease.id(), after, 1000).stream()
                .map(TimelineEntry::seq)
                .toList();
    }

    private Listener listen(String who, Lease lease, @Nullable String lastEventId) throws Exception {
        HttpResponse<InputStream> answer = ask(who, lease, lastEventId);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return new Listener(answer.body());
    }

    private HttpResponse<InputStream> ask(String who, Lease lease, @Nullable String lastEventId) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/v1/leases/" + lease.id() + "/events"))
                .header("Authorization", "Bearer " + TestIssuer.token(who, Role.MEMBER))
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Reads a stream to its end, in a thread of its own. */
    private static final class Listener implements AutoCloseable {

        private final InputStream body;
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
        private final Thread thread;

        Listener(InputStream body) {
            this.body = body;
            this.thread = Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                reader.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException closed) {
                lines.add("closed");
            }
        }

        List<String> lines() {
            return List.copyOf(lines);
        }

        /** Ids of the events, as they came. */
        List<Long> heard() {
            return lines().stream()
                    .filter(line -> line.startsWith("id:"))
                    .map(line -> Long.valueOf(line.substring("id:".length()).strip()))
                    .toList();
        }

        boolean isOver() {
            return !thread.isAlive();
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
