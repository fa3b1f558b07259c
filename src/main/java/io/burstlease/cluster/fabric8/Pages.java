package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.ClusterException;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListMeta;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a list page by page; a partial reading is never returned. */
final class Pages {

    private static final long PAGE = 500;
    private static final int ROUNDS = 3;

    private Pages() {}

    /** Begins anew, a few times, where the list's token expired between two pages (410). */
    static <T extends HasMetadata> List<T> all(
            ApiCall call, Function<ListOptions, ? extends KubernetesResourceList<T>> page) {
        for (int round = 1; ; round++) {
            try {
                return once(call, page);
            } catch (ClusterException e) {
                if (round == ROUNDS || !expired(e)) {
                    throw e;
                }
            }
        }
    }

    private static <T extends HasMetadata> List<T> once(
            ApiCall call, Function<ListOptions, ? extends KubernetesResourceList<T>> page) {
        List<T> all = new ArrayList<>();
        String token = null;
        do {
            ListOptions options =
                    new ListOptionsBuilder().withLimit(PAGE).withContinue(token).build();
            KubernetesResourceList<T> list = call.run(() -> page.apply(options));
            all.addAll(list.getItems());
            token = next(call, list.getMetadata());
        } while (token != null);
        return all;
    }

    private static @Nullable String next(ApiCall call, @Nullable ListMeta meta) {
        if (meta == null || meta.getResourceVersion() == null) {
            throw call.untrustworthy("a list without resourceVersion");
        }
        String token = meta.getContinue();
        return token == null || token.isEmpty() ? null : token;
    }

    private static boolean expired(ClusterException e) {
        return e.getCause() instanceof KubernetesClientException refusal && refusal.getCode() == 410;
    }
}
