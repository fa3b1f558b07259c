package io.burstlease.sandbox.cluster.api;

import io.burstlease.sandbox.cluster.object.Registry;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.ObjectKey;
import io.burstlease.sandbox.cluster.store.ObjectStore;
import io.burstlease.sandbox.cluster.store.Snapshot;
import io.burstlease.sandbox.cluster.store.StoreEvent;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Watches: one JSON event a line, in a chunked answer that lasts until the client or its timeout ends it. */
final class Watching {

    /** A watch that states no timeout is closed after this long, as the real server closes it some time. */
    private static final long DEFAULT_SECONDS = 1_800;

    private static final EventSink NOBODY = new EventSink() {
        @Override
        public void send(byte[] event) {}

        @Override
        public boolean open() {
            return false;
        }
    };

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Registry registry;
    private final Rendering rendering;
    private final Duration bookmarks;

    Watching(Registry registry, Rendering rendering, Duration bookmarks) {
        this.registry = registry;
        this.rendering = rendering;
        this.bookmarks = bookmarks;
    }

    void watch(Call call, RequestTarget target) throws IOException {
        Stream stream = new Stream(call, target, Reading.selection(call, target));
        if (call.header("Upgrade").equalsIgnoreCase("websocket")) {
            WatchSocket.accept(call.request(), call.response(), stream::pour);
            return;
        }
        call.response().setStatus(200);
        call.response().setContentType("application/json");
        call.response().flushBuffer();
        stream.pour(new Lines(call.response().getOutputStream()));
    }

    /** One event a line. */
    private record Lines(ServletOutputStream out) implements EventSink {

        @Override
        public void send(byte[] event) throws IOException {
            out.write(event);
            out.write('\n');
            out.flush();
        }

        @Override
        public boolean open() {
            return true;
        }
    }

    private final class Stream {

        private final RequestTarget target;
        private final Predicate<ObjectNode> wanted;
        private final Rendering.Form form;
        private final String version;
        private final String included;
        private final boolean initial;
        private final boolean bookmarked;
        private final long deadline;
        private long lastBookmark;
        private EventSink sink = NOBODY;

        Stream(Call call, RequestTarget target, Predicate<ObjectNode> wanted) {
            this.target = target;
            this.wanted = wanted;
            version = call.parameter("resourceVersion");
            included = call.parameter("includeObject");
            initial = call.flag("sendInitialEvents");
            form = Rendering.form(call.header("Accept"));
            bookmarked = call.flag("allowWatchBookmarks");
            String timeout = call.parameter("timeoutSeconds");
            long seconds = timeout.matches("[1-9]\\d{0,6}") ? Long.parseLong(timeout) : DEFAULT_SECONDS;
            lastBookmark = System.nanoTime();
            deadline = lastBookmark + Duration.ofSeconds(seconds).toNanos();
        }

        void pour(EventSink to) throws IOException {
            sink = to;
            try {
                run();
            } catch (ApiFailure failure) {
                send("ERROR", failure.status());
            }
        }

        private void run() throws IOException {
            ObjectStore store = registry.store();
            long seen = start(store);
            while (store.open() && sink.open() && System.nanoTime() < deadline) {
                for (StoreEvent event : store.eventsAfter(seen)) {
                    tell(event);
                    seen = event.revision();
                }
                if (bookmarked && System.nanoTime() - lastBookmark > bookmarks.toNanos()) {
                    bookmark(seen, false);
                }
                store.awaitBeyond(seen, LOOK_AGAIN);
            }
        }

        private long start(ObjectStore store) throws IOException {
            boolean fromNow = version.isEmpty() || version.equals("0");
            if (!fromNow && !initial) {
                if (!version.matches("\\d{1,18}")) {
                    throw ApiFailure.badRequest("invalid resource version \"" + version + "\"");
                }
                return Long.parseLong(version);
            }
            Snapshot now = store.list(target.kind().resource(), target.namespace());
            for (ObjectNode item : now.items()) {
                if (wanted.test(item)) {
                    send("ADDED", item);
                }
            }
            if (initial && bookmarked) {
                bookmark(now.revision(), true);
            }
            return now.revision();
        }

        private void tell(StoreEvent event) throws IOException {
            if (!concerns(event.key())) {
                return;
            }
            boolean before = event.before() != null && wanted.test(event.before());
            boolean after = event.after() != null && wanted.test(event.after());
            if (after) {
                send(before ? "MODIFIED" : "ADDED", event.last());
            } else if (before) {
                send("DELETED", event.last());
            }
        }

        private boolean concerns(ObjectKey key) {
            boolean here = target.namespace().isEmpty() || key.namespace().equals(target.namespace());
            boolean named = target.name().isEmpty() || target.name().equals(key.name());
            return key.resource().equals(target.kind().resource()) && here && named;
        }

        private void bookmark(long revision, boolean initialEnd) throws IOException {
            lastBookmark = System.nanoTime();
            ObjectNode mark = Json.of(
                    "kind", target.kind().name(), "apiVersion", target.kind().apiVersion());
            ObjectNode meta = mark.putObject("metadata").put("resourceVersion", Long.toString(revision));
            if (initialEnd) {
                meta.putObject("annotations").put("k8s.io/initial-events-end", "true");
            }
            write("BOOKMARK", mark);
        }

        private void send(String type, ObjectNode object) throws IOException {
            boolean error = type.equals("ERROR");
            write(type, error ? object : rendering.one(target.kind(), object, form, included));
        }

        private void write(String type, ObjectNode object) throws IOException {
            ObjectNode event = Json.of("type", type);
            event.set("object", object);
            sink.send(Json.bytes(event));
        }
    }
}
