package io.burstlease.sandbox.cluster.control;

import io.burstlease.sandbox.cluster.auth.BootstrapToken;
import io.burstlease.sandbox.cluster.auth.Kubeconfig;
import io.burstlease.sandbox.cluster.store.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/** Deletes bootstrap tokens whose time is over and signs cluster-info for those that live. */
final class Tokens implements Controller {

    private static final String JWS = "jws-kubeconfig-";

    private final ClusterView view;
    private final String kubeconfig;

    Tokens(ClusterView view, String endpoint, String authority) {
        this.view = view.as("bootstrap-signer");
        this.kubeconfig = Kubeconfig.clusterInfo(endpoint, authority);
    }

    @Override
    public void reconcile() {
        Map<String, String> data = new TreeMap<>();
        data.put("kubeconfig", kubeconfig);
        for (ObjectNode secret : view.items("secrets")) {
            if (BootstrapToken.expired(secret, view.now())) {
                view.delete("secrets", secret);
                continue;
            }
            BootstrapToken.of(secret, view.now())
                    .filter(BootstrapToken::signs)
                    .ifPresent(token -> data.put(JWS + token.id(), signature(token)));
        }
        ObjectNode info = view.find("configmaps", "kube-public", "cluster-info");
        if (info == null) {
            ObjectNode fresh = Json.object();
            Json.meta(fresh).put("name", "cluster-info");
            fill(fresh, data);
            view.create("configmaps", "kube-public", fresh);
        } else if (!Json.map(info, "data").equals(data)) {
            view.change("configmaps", info, current -> fill(current, data));
        }
    }

    private static void fill(ObjectNode info, Map<String, String> data) {
        ObjectNode node = info.putObject("data");
        data.forEach(node::put);
    }

    /** A detached JWS (HS256) over the kubeconfig, keyed with the whole token. */
    private String signature(BootstrapToken token) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String header = "{\"alg\":\"HS256\",\"kid\":\"" + token.id() + "\"}";
        String head = encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8));
        String payload = encoder.encodeToString(kubeconfig.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(token.full().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signed = mac.doFinal((head + "." + payload).getBytes(StandardCharsets.UTF_8));
            return head + ".." + encoder.encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
