package io.burstlease.sandbox.cluster.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON trees by key under one revision counter. Trees handed out are shared and must not be changed: copy first.
 *
 * <p>The history of changes serves watches and lists at an earlier revision until it is compacted.
 */
public final class ObjectStore implements AutoCloseable {

    private static final int HISTORY = 20_000;

    private final NavigableMap<ObjectKey, ObjectNode> objects = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Long> touched = new HashMap<>();
    private final Journal journal;
    private List<StoreEvent> history = new ArrayList<>();
    private long revision;
    private long compacted;
    private boolean closed;

    public ObjectStore(Journal journal) {
        this.journal = journal;
        revision = Math.max(1, journal.replay(objects));
        compacted = revision;
    }

    /** Runs the work while nothing else changes the store. */
    public <T> T atomically(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    public long revision() {
        return atomically(() -> revision);
    }

    /** The revision of the last change to any object of the resource. */
    public long revisionOf(String resource) {
        return atomically(() -> touched.getOrDefault(resource, 0L));
    }

    public @Nullable ObjectNode find(ObjectKey key) {
        lock.lock();
        try {
            return objects.get(key);
        } finally {
            lock.unlock();
        }
    }

    /** All objects of a resource, of one namespace where it is not empty. */
    public Snapshot list(String resource, String namespace) {
        return atomically(() -> new Snapshot(revision, select(objects, resource, namespace)));
    }

    public List<ObjectNode> items(String resource) {
        return list(resource, "").items();
    }

    /** The list as it was at an earlier revision; fails as expired where that was compacted. */
    public Snapshot listAt(String resource, String namespace, long at) {
        return atomically(() -> {
            if (at < compacted) {
                throw ApiFailure.expired("The provided continue parameter is too old to display a consistent list"
                        + " result. You can start a new list without the continue parameter.");
            }
            NavigableMap<ObjectKey, ObjectNode> then = new TreeMap<>(objects);
            for (int i = history.size() - 1; i >= 0 && history.get(i).revision() > at; i--) {
                StoreEvent event = history.get(i);
                if (event.before() == null) {
                    then.remove(event.key());
                } else {
                    then.put(event.key(), event.before());
                }
            }
            return new Snapshot(at, select(then, resource, namespace));
        });
    }

    private static List<ObjectNode> select(
            NavigableMap<ObjectKey, ObjectNode> from, String resource, String namespace) {
        List<ObjectNode> found = new ArrayList<>();
        for (var entry :
                from.tailMap(new ObjectKey(resource, namespace, ""), true).entrySet()) {
            ObjectKey key = entry.getKey();
            boolean outside = !namespace.isEmpty() && !key.namespace().equals(namespace);
            if (!key.resource().equals(resource) || outside) {
                break;
            }
            found.add(entry.getValue());
        }
        return found;
    }

    /** Files the object under a new revision and returns it as filed. */
    public ObjectNode put(ObjectKey key, ObjectNode object) {
        return atomically(() -> {
            ObjectNode filed = object.deepCopy();
            Json.meta(filed).put("resourceVersion", Long.toString(revision + 1));
            record(new StoreEvent(revision + 1, key, objects.get(key), filed, filed));
            objects.put(key, filed);
            return filed;
        });
    }

    /** Takes the object away; a watcher is told its last state under a new revision. */
    public void remove(ObjectKey key) {
        lock.lock();
        try {
            ObjectNode before = objects.remove(key);
            if (before == null) {
                return;
            }
            ObjectNode last = before.deepCopy();
            Json.meta(last).put("resourceVersion", Long.toString(revision + 1));
            record(new StoreEvent(revision + 1, key, before, null, last));
        } finally {
            lock.unlock();
        }
    }

    private void record(StoreEvent event) {
        journal.append(event, objects);
        revision = event.revision();
        touched.put(event.key().resource(), revision);
        history.add(event);
        if (history.size() > HISTORY) {
            compactBefore(history.get(HISTORY / 2).revision());
        }
        changed.signalAll();
    }

    /** Forgets the whole history: every watch and continued list from before now is expired. */
    public void compact() {
        lock.lock();
        try {
            compactBefore(revision + 1);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void compactBefore(long first) {
        history = new ArrayList<>(
                history.stream().filter(event -> event.revision() >= first).toList());
        compacted = first - 1;
    }

    /** The changes after a revision, of all resources; fails as expired where some were compacted. */
    public List<StoreEvent> eventsAfter(long after) {
        return atomically(() -> {
            if (after < compacted) {
                throw ApiFailure.expired("too old resource version: " + after + " (" + (compacted + 1) + ")");
            }
            int from = (int) Math.max(0, after - compacted);
            return from >= history.size() ? List.of() : List.copyOf(history.subList(from, history.size()));
        });
    }

    /** Waits until the revision has passed the given one, the time is over or the store is closed. */
    public long awaitBeyond(long after, Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (revision <= after && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            return revision;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return revision;
        } finally {
            lock.unlock();
        }
    }

    public boolean open() {
        return atomically(() -> !closed);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            journal.close();
        } finally {
            lock.unlock();
        }
    }
}
