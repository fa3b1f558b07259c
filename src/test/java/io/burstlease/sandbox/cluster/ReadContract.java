package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Lists, selectors, pages and watches. */
interface ReadContract extends Contract {

    private NonNamespaceOperation<ConfigMap, ConfigMapList, Resource<ConfigMap>> maps() {
        return client().configMaps().inNamespace(namespace());
    }

    private void make(String name, Map<String, String> labels) {
        ConfigMap map = Samples.aConfigMap(namespace(), name, Map.of());
        map.getMetadata().setLabels(labels);
        maps().resource(map).create();
    }

    private static List<String> names(FilterWatchListDeletable<ConfigMap, ConfigMapList, Resource<ConfigMap>> found) {
        return found.list().getItems().stream()
                .map(each -> each.getMetadata().getName())
                .toList();
    }

    @Test
    default void label_selectors_of_every_form_select() {
        make("sel-a", Map.of("set", "sel", "tier", "a"));
        make("sel-b", Map.of("set", "sel", "tier", "b"));
        make("sel-c", Map.of("set", "sel"));

        assertThat(names(maps().withLabelSelector("set=sel,tier=a"))).containsExactly("sel-a");
        assertThat(names(maps().withLabelSelector("set==sel,tier!=a"))).containsExactly("sel-b", "sel-c");
        assertThat(names(maps().withLabelSelector("set=sel,tier in (a,b)"))).containsExactly("sel-a", "sel-b");
        assertThat(names(maps().withLabelSelector("set=sel,tier notin (a)"))).containsExactly("sel-b", "sel-c");
        assertThat(names(maps().withLabelSelector("set=sel,tier"))).containsExactly("sel-a", "sel-b");
        assertThat(names(maps().withLabelSelector("set=sel,!tier"))).containsExactly("sel-c");
    }

    @Test
    default void field_selectors_select_and_unknown_fields_are_refused() {
        make("field-a", Map.of());
        make("field-b", Map.of());
        String node = "field-node-" + mark();
        Pod bound = Samples.aPod(namespace(), "field-pod", Map.of());
        bound.getSpec().setNodeName(node);
        client().resource(bound).create();

        assertThat(names(maps().withField("metadata.name", "field-a"))).containsExactly("field-a");
        assertThat(client().pods()
                        .inAnyNamespace()
                        .withField("spec.nodeName", node)
                        .list()
                        .getItems())
                .hasSize(1);
        assertThat(client().pods()
                        .inNamespace(namespace())
                        .withField("spec.nodeName", node)
                        .withField("status.phase", "Running")
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(client().secrets()
                        .inNamespace(namespace())
                        .withField("type", "bootstrap.kubernetes.io/token")
                        .list()
                        .getItems())
                .isEmpty();
        Status refused = Samples.refusal(
                400,
                () -> client().pods()
                        .inNamespace(namespace())
                        .withField("spec.color", "red")
                        .list());
        assertThat(refused.getReason()).isEqualTo("BadRequest");
        client().pods()
                .inNamespace(namespace())
                .withName("field-pod")
                .withGracePeriod(0)
                .delete();
    }

    @Test
    default void pages_show_one_revision_and_everything_once() {
        for (int i = 0; i < 5; i++) {
            make("page-" + i, Map.of("set", "page"));
        }
        var pages = maps().withLabel("set", "page");
        ConfigMapList first = pages.list(new ListOptionsBuilder().withLimit(2L).build());
        make("page-9", Map.of("set", "page"));
        List<String> seen = new ArrayList<>();
        first.getItems().forEach(each -> seen.add(each.getMetadata().getName()));
        String next = first.getMetadata().getContinue();
        while (next != null && !next.isEmpty()) {
            ConfigMapList page = pages.list(
                    new ListOptionsBuilder().withLimit(2L).withContinue(next).build());
            assertThat(page.getMetadata().getResourceVersion())
                    .isEqualTo(first.getMetadata().getResourceVersion());
            page.getItems().forEach(each -> seen.add(each.getMetadata().getName()));
            next = page.getMetadata().getContinue();
        }

        assertThat(seen).containsExactly("page-0", "page-1", "page-2", "page-3", "page-4");
    }

    /** Writes down what it is told. */
    final class Log implements Watcher<ConfigMap> {

        final List<String> events = new CopyOnWriteArrayList<>();
        final List<Integer> ends = new CopyOnWriteArrayList<>();

        @Override
        public void eventReceived(Action action, ConfigMap map) {
            events.add(action + " " + map.getMetadata().getName());
        }

        @Override
        public void onClose(WatcherException cause) {
            ends.add(cause.asClientException().getCode());
        }
    }

    @Test
    default void a_watch_tells_what_enters_changes_and_leaves_its_selection() {
        Log log = new Log();
        String revision = maps().list().getMetadata().getResourceVersion();
        try (Watch watch = maps().withLabel("set", "watch")
                .watch(new ListOptionsBuilder().withResourceVersion(revision).build(), log)) {
            make("watch-a", Map.of("set", "watch"));
            make("watch-b", Map.of("set", "other"));
            maps().withName("watch-a").edit(map -> {
                map.setData(Map.of("k", "v"));
                return map;
            });
            maps().withName("watch-b").edit(map -> {
                map.getMetadata().setLabels(Map.of("set", "watch"));
                return map;
            });
            maps().withName("watch-b").edit(map -> {
                map.getMetadata().setLabels(Map.of("set", "gone"));
                return map;
            });
            maps().withName("watch-a").delete();

            Await.until("five changes are told", () -> log.events.size() >= 5);
            assertThat(log.events)
                    .containsExactly(
                            "ADDED watch-a", "MODIFIED watch-a", "ADDED watch-b", "DELETED watch-b", "DELETED watch-a");
            assertThat(watch).isNotNull();
        }
    }

    @Test
    default void an_informer_lists_and_follows() {
        make("inform-a", Map.of("set", "inform"));
        try (var informer = maps().withLabel("set", "inform").inform()) {
            make("inform-b", Map.of("set", "inform"));
            Await.until("both are known", () -> informer.getStore().list().size() == 2);
        }
    }

    @Test
    default void a_watch_and_a_page_from_a_compacted_revision_are_expired() {
        ClusterServer sandbox = sandboxOr("a real cluster's history cannot be compacted from outside");
        make("old-a", Map.of("set", "old"));
        make("old-b", Map.of("set", "old"));
        var old = maps().withLabel("set", "old");
        ConfigMapList first = old.list(new ListOptionsBuilder().withLimit(1L).build());
        make("old-c", Map.of("set", "old"));
        sandbox.compact();

        Status refused = Samples.refusal(
                410,
                () -> old.list(new ListOptionsBuilder()
                        .withContinue(first.getMetadata().getContinue())
                        .build()));
        assertThat(refused.getReason()).isEqualTo("Expired");
        Log log = new Log();
        try (Watch watch = old.watch(
                new ListOptionsBuilder()
                        .withResourceVersion(first.getMetadata().getResourceVersion())
                        .build(),
                log)) {
            Await.until("the watch has ended", () -> !log.ends.isEmpty());
            assertThat(log.ends).containsExactly(410);
            assertThat(log.events).isEmpty();
            assertThat(watch).isNotNull();
        }
    }
}
