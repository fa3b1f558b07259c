package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.PodSeen;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the PodDisruptionBudgets over a pod, for a server that does not name the one that blocks. */
final class Budgets {

    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);

    /** Shown where a budget blocks and nobody says which. */
    static final String UNNAMED = "(not named by the API server)";

    private final KubernetesClient client;

    Budgets(KubernetesClient client) {
        this.client = client;
    }

    /** The budgets over the pod that allow no disruption now; empty where none is found or none can be read. */
    Optional<String> blocking(PodSeen pod) {
        return names(pod, Budgets::allowsNothing);
    }

    /** All budgets over the pod. */
    String over(PodSeen pod) {
        return names(pod, budget -> true).orElse(UNNAMED);
    }

    /** A name is a help for people: failing to find it must not hide that a budget blocks. */
    private Optional<String> names(PodSeen pod, Predicate<PodDisruptionBudget> wanted) {
        try {
            String names = overOrThrow(pod)
                    .filter(wanted)
                    .map(budget -> budget.getMetadata().getName())
                    .sorted()
                    .collect(Collectors.joining(", "));
            return names.isEmpty() ? Optional.empty() : Optional.of(names);
        } catch (ClusterException e) {
            LOG.warn("The budgets over {}/{} cannot be read: {}", pod.namespace(), pod.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private Stream<PodDisruptionBudget> overOrThrow(PodSeen seen) {
        Pod pod = ApiCall.of("get", "pods", seen.namespace() + "/" + seen.name())
                .run(() -> client.pods()
                        .inNamespace(seen.namespace())
                        .withName(seen.name())
                        .get());
        if (pod == null) {
            return Stream.empty();
        }
        Map<String, String> labels =
                Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.<String, String>of());
        return Pages.<PodDisruptionBudget>all(
                        ApiCall.of("list", "poddisruptionbudgets.policy", "in " + seen.namespace()),
                        options -> client.policy()
                                .v1()
                                .podDisruptionBudget()
                                .inNamespace(seen.namespace())
                                .list(options))
                .stream()
                .filter(budget -> selects(budget.getSpec().getSelector(), labels));
    }

    private static boolean allowsNothing(PodDisruptionBudget budget) {
        Integer allowed = budget.getStatus() == null ? null : budget.getStatus().getDisruptionsAllowed();
        return allowed == null || allowed <= 0;
    }

    /** policy/v1: an absent selector selects nothing, an empty one everything. */
    static boolean selects(@Nullable LabelSelector selector, Map<String, String> labels) {
        return selector != null
                && (selector.getMatchLabels() == null
                        || labels.entrySet()
                                .containsAll(selector.getMatchLabels().entrySet()))
                && selector.getMatchExpressions().stream().allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(LabelSelectorRequirement wanted, Map<String, String> labels) {
        String value = labels.get(wanted.getKey());
        return switch (wanted.getOperator()) {
            case "In" -> value != null && wanted.getValues().contains(value);
            case "NotIn" -> value == null || !wanted.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
