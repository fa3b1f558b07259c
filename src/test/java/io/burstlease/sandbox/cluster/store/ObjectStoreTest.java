package io.burstlease.sandbox.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class ObjectStoreTest {

    @TempDir
    Path folder;

    private static ObjectKey key(String name) {
        return new ObjectKey("configmaps", "default", name);
    }

    private static ObjectNode object(String value) {
        return Json.of("value", value);
    }

    private ObjectStore durable() {
        return new ObjectStore(new Journal(folder.resolve("journal.jsonl")));
    }

    private static List<String> values(Snapshot snapshot) {
        return snapshot.items().stream().map(each -> Json.text(each, "value")).toList();
    }

    @Test
    void every_change_has_a_revision_of_its_own_and_the_object_bears_it() {
        ObjectStore store = new ObjectStore(new Journal(null));
        long before = store.revision();
        ObjectNode filed = store.put(key("a"), object("1"));
        assertThat(store.revision()).isEqualTo(before + 1);
        assertThat(Json.number(filed, "metadata", "resourceVersion")).isEqualTo(before + 1);
        store.remove(key("a"));
        assertThat(store.eventsAfter(before)).extracting(StoreEvent::revision).containsExactly(before + 1, before + 2);
    }

    @Test
    void a_list_can_be_had_as_it_was_until_its_revision_is_compacted() {
        ObjectStore store = new ObjectStore(new Journal(null));
        store.put(key("a"), object("1"));
        store.put(key("b"), object("1"));
        long then = store.revision();
        store.put(key("a"), object("2"));
        store.remove(key("b"));
        store.put(key("c"), object("1"));

        assertThat(values(store.listAt("configmaps", "", then))).containsExactly("1", "1");
        store.compact();
        assertThatThrownBy(() -> store.listAt("configmaps", "", then))
                .isInstanceOfSatisfying(
                        ApiFailure.class, gone -> assertThat(gone.code()).isEqualTo(410));
        assertThatThrownBy(() -> store.eventsAfter(then)).isInstanceOf(ApiFailure.class);
        assertThat(store.eventsAfter(store.revision())).isEmpty();
    }

    @Test
    void a_list_of_one_namespace_leaves_out_others_whose_names_begin_alike() {
        ObjectStore store = new ObjectStore(new Journal(null));
        store.put(new ObjectKey("configmaps", "team", "a"), object("mine"));
        store.put(new ObjectKey("configmaps", "team-two", "a"), object("theirs"));
        store.put(new ObjectKey("configmapsx", "team", "a"), object("other"));
        assertThat(values(store.list("configmaps", "team"))).containsExactly("mine");
        assertThat(values(store.list("configmaps", ""))).containsExactly("mine", "theirs");
    }

    @Test
    void the_journal_brings_everything_back_also_after_a_torn_last_line() throws IOException {
        long last;
        try (ObjectStore store = durable()) {
            store.put(key("a"), object("1"));
            store.put(key("b"), object("1"));
            store.put(key("a"), object("2"));
            store.remove(key("b"));
            last = store.revision();
        }
        Files.writeString(folder.resolve("journal.jsonl"), "{\"rv\":99,\"r\":\"conf", StandardOpenOption.APPEND);

        try (ObjectStore store = durable()) {
            assertThat(values(store.list("configmaps", ""))).containsExactly("2");
            assertThat(store.revision()).isEqualTo(last);
            assertThat(store.put(key("c"), object("3"))
                            .path("metadata")
                            .path("resourceVersion")
                            .asString())
                    .isEqualTo(Long.toString(last + 1));
        }
        try (ObjectStore store = durable()) {
            assertThat(values(store.list("configmaps", ""))).containsExactly("2", "3");
        }
    }
}
