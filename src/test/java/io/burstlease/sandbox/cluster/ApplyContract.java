package io.burstlease.sandbox.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Server-side apply. */
interface ApplyContract extends Contract {

    private ConfigMap apply(String manager, boolean force, boolean dryRun, ConfigMap wanted) {
        PatchContext.Builder context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(force);
        if (dryRun) {
            context.withDryRun(List.of("All"));
        }
        return client().configMaps()
                .inNamespace(namespace())
                .withName(wanted.getMetadata().getName())
                .patch(context.build(), wanted);
    }

    private ConfigMap map(String name, Map<String, String> data) {
        return Samples.aConfigMap(namespace(), name, data);
    }

    @Test
    default void an_apply_makes_what_is_missing_and_notes_its_manager() {
        ConfigMap made = apply("one", false, false, map("apply-new", Map.of("a", "1")));

        assertThat(made.getData()).containsEntry("a", "1");
        assertThat(made.getMetadata().getManagedFields())
                .filteredOn(entry -> entry.getManager().equals("one"))
                .extracting(ManagedFieldsEntry::getOperation)
                .containsExactly("Apply");
        ConfigMap again = apply("one", false, false, map("apply-new", Map.of("a", "1")));
        assertThat(again.getMetadata().getResourceVersion())
                .as("the same apply again changes nothing")
                .isEqualTo(made.getMetadata().getResourceVersion());
    }

    @Test
    default void another_managers_field_is_a_conflict_unless_it_is_forced() {
        apply("one", false, false, map("apply-conflict", Map.of("a", "1")));
        Status refused =
                Samples.refusal(409, () -> apply("two", false, false, map("apply-conflict", Map.of("a", "2"))));
        assertThat(refused.getReason()).isEqualTo("Conflict");
        assertThat(refused.getDetails().getCauses())
                .extracting(StatusCause::getReason)
                .containsOnly("FieldManagerConflict");
        assertThat(refused.getDetails().getCauses())
                .anyMatch(cause ->
                        cause.getField().equals(".data.a") && cause.getMessage().contains("\"one\""));

        ConfigMap forced = apply("two", true, false, map("apply-conflict", Map.of("a", "2")));
        assertThat(forced.getData()).containsEntry("a", "2");
        Samples.refusal(409, () -> apply("one", false, false, map("apply-conflict", Map.of("a", "3"))));
    }

    @Test
    default void a_field_that_an_update_changed_belongs_to_the_updater() {
        apply("one", false, false, map("apply-update", Map.of("a", "1")));
        client().configMaps().inNamespace(namespace()).withName("apply-update").edit(each -> {
            each.setData(Map.of("a", "edited"));
            return each;
        });
        Samples.refusal(409, () -> apply("one", false, false, map("apply-update", Map.of("a", "1"))));
    }

    @Test
    default void what_a_manager_no_longer_states_goes_and_what_others_state_stays() {
        apply("one", false, false, map("apply-drop", Map.of("a", "1", "b", "1")));
        apply("two", false, false, map("apply-drop", Map.of("b", "1", "c", "1")));
        ConfigMap now = apply("one", false, false, map("apply-drop", Map.of()));
        assertThat(now.getData()).isEqualTo(Map.of("b", "1", "c", "1"));
    }

    @Test
    default void a_dry_apply_keeps_nothing() {
        apply("one", false, true, map("apply-dry", Map.of("a", "1")));
        assertThat(client().configMaps()
                        .inNamespace(namespace())
                        .withName("apply-dry")
                        .get())
                .isNull();
        apply("one", false, false, map("apply-dry", Map.of("a", "1")));
        ConfigMap dry = apply("one", false, true, map("apply-dry", Map.of("a", "2")));
        assertThat(dry.getData()).containsEntry("a", "2");
        assertThat(client().configMaps()
                        .inNamespace(namespace())
                        .withName("apply-dry")
                        .get()
                        .getData())
                .containsEntry("a", "1");
    }

    @Test
    default void an_apply_reaches_into_lists_by_their_keys() {
        DaemonSet set = Workloads.aDaemonSet(namespace(), "apply-list", Map.of("no-such-label", "x"));
        client().resource(set).create();
        DaemonSet now = client().apps()
                .daemonSets()
                .inNamespace(namespace())
                .withName("apply-list")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                .withFieldManager("mender")
                                .withForce(true)
                                .build(),
                        """
                        {"apiVersion":"apps/v1","kind":"DaemonSet","metadata":{"name":"apply-list"},
                         "spec":{"template":{"spec":{"containers":
                           [{"name":"main","env":[{"name":"MENDED","value":"yes"}]}]}}}}
                        """);
        var container = now.getSpec().getTemplate().getSpec().getContainers().getFirst();
        assertThat(container.getImage()).isEqualTo(Samples.IMAGE);
        assertThat(container.getEnv()).hasSize(1);
        client().resource(set).delete();
    }
}
