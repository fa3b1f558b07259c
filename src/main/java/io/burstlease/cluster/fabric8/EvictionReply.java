package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.ClusterException;
import io.burstlease.cluster.ClusterException.Family;
import io.burstlease.cluster.Eviction;
import io.burstlease.cluster.PodSeen;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the API server said when it did not accept an eviction. */
final class EvictionReply {

    private static final String BUDGET_CAUSE = "DisruptionBudget";
    private static final String NAMESPACE_ENDS = "NamespaceTerminating";
    private static final Pattern NAMED = Pattern.compile("[Tt]he disruption budget (\\S+) ");

    private final KubernetesClient client;
    private final Budgets budgets;

    EvictionReply(KubernetesClient client) {
        this.client = client;
        this.budgets = new Budgets(client);
    }

    Eviction to(PodSeen pod, ClusterException refused) {
        Status status = refused.getCause() instanceof KubernetesClientException refusal
                ? Objects.requireNonNullElseGet(refusal.getStatus(), Status::new)
                : new Status();
        int code = refused.getCause() instanceof KubernetesClientException refusal ? refusal.getCode() : 0;
        return switch (code) {
            case 404 -> new Eviction.AlreadyGone();
            case 409 -> goneOr(pod, refused);
            case 403 -> goingWithItsNamespace(pod, status, refused);
            case 429 -> blocked(pod, status, refused);
            // The server refuses with 500 for as long as two budgets select the pod: a block that people must lift.
            case 500 ->
                message(status).contains("more than one PodDisruptionBudget")
                        ? new Eviction.Blocked(budgets.over(pod), message(status))
                        : unexpected(refused);
            default -> unexpected(refused);
        };
    }

    /** True when no pod of that UID is there any more. */
    boolean isGone(PodSeen pod) {
        Pod now = read(pod);
        return now == null || !now.getMetadata().getUid().equals(pod.uid());
    }

    private Eviction goneOr(PodSeen pod, ClusterException refused) {
        return isGone(pod) ? new Eviction.AlreadyGone() : unexpected(refused);
    }

    /** In a namespace that ends nothing can be created, an eviction neither; its pods are being deleted anyway. */
    private Eviction goingWithItsNamespace(PodSeen pod, Status status, ClusterException refused) {
        if (causes(status).noneMatch(cause -> NAMESPACE_ENDS.equals(cause.getReason()))) {
            return unexpected(refused);
        }
        Pod now = read(pod);
        if (now == null || !now.getMetadata().getUid().equals(pod.uid())) {
            return new Eviction.AlreadyGone();
        }
        if (now.getMetadata().getDeletionTimestamp() != null) {
            return new Eviction.Accepted();
        }
        throw new ClusterException(Family.UNAVAILABLE, String.valueOf(refused.getMessage()), refused.getCause());
    }

    /**
     * 429 means a budget, or a server that has too much to do. A budget is told by its cause; where a server or a proxy
     * leaves the causes out, by its text; failing both, by a budget over this pod that allows nothing now.
     */
    private Eviction blocked(PodSeen pod, Status status, ClusterException refused) {
        String all = Stream.concat(Stream.of(message(status)), causes(status).map(cause -> text(cause.getMessage())))
                .filter(text -> !text.isBlank())
                .distinct()
                .reduce((one, other) -> one + " " + other)
                .orElse("");
        Matcher named = NAMED.matcher(all);
        if (named.find()) {
            return new Eviction.Blocked(named.group(1), all);
        }
        boolean said = causes(status).anyMatch(cause -> BUDGET_CAUSE.equals(cause.getReason()))
                || all.contains("disruption budget");
        Optional<String> found = budgets.blocking(pod);
        if (!said && found.isEmpty()) {
            return unexpected(refused);
        }
        return new Eviction.Blocked(found.orElse(Budgets.UNNAMED), all);
    }

    private @Nullable Pod read(PodSeen pod) {
        return ApiCall.of("get", "pods", pod.namespace() + "/" + pod.name())
                .run(() -> client.pods()
                        .inNamespace(pod.namespace())
                        .withName(pod.name())
                        .get());
    }

    private static Eviction unexpected(ClusterException refused) {
        throw refused;
    }

    private static Stream<StatusCause> causes(Status status) {
        return status.getDetails() == null
                ? Stream.empty()
                : Objects.requireNonNullElseGet(status.getDetails().getCauses(), List::<StatusCause>of).stream();
    }

    private static String message(Status status) {
        return text(status.getMessage());
    }

    private static String text(@Nullable String said) {
        return said == null ? "" : said;
    }
}
