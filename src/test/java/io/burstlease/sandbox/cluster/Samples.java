package io.burstlease.sandbox.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Objects by role, and what a refusal says. */
final class Samples {

    static final String IMAGE = "registry.k8s.io/pause:3.10";

    private Samples() {}

    static ConfigMap aConfigMap(String namespace, String name, Map<String, String> data) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels("app", name)
                .endMetadata()
                .withData(data)
                .build();
    }

    static Pod aPod(String namespace, String name, Map<String, String> labels) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(1L)
                .addNewContainer()
                .withName("main")
                .withImage(IMAGE)
                .endContainer()
                .endSpec()
                .build();
    }

    /** A node that no kubelet stands behind. */
    static Node aNode(String name) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("contract", "true")
                .endMetadata()
                .withNewSpec()
                .withUnschedulable(true)
                .endSpec()
                .build();
    }

    static PodDisruptionBudget aBudget(String namespace, String name, Map<String, String> selector, int least) {
        return new PodDisruptionBudgetBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withNewMinAvailable(least)
                .withNewSelector()
                .withMatchLabels(selector)
                .endSelector()
                .endSpec()
                .build();
    }

    /** A budget that is reckoned from what the controllers of its pods want. */
    static PodDisruptionBudget aShare(String namespace, String name, Map<String, String> selector, int most) {
        return new PodDisruptionBudgetBuilder(aBudget(namespace, name, selector, 0))
                .editSpec()
                .withMinAvailable(null)
                .withNewMaxUnavailable(most)
                .endSpec()
                .build();
    }

    static Secret aBootstrapToken(String id, String secret, Instant expires, String groups) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName("bootstrap-token-" + id)
                .withNamespace("kube-system")
                .endMetadata()
                .withType("bootstrap.kubernetes.io/token")
                .addToStringData("token-id", id)
                .addToStringData("token-secret", secret)
                .addToStringData("expiration", expires.toString())
                .addToStringData("usage-bootstrap-authentication", "true")
                .addToStringData("usage-bootstrap-signing", "true")
                .addToStringData("auth-extra-groups", groups)
                .build();
    }

    /** The Status of the refusal that the call meets; the call has to be refused with this code. */
    static Status refusal(int code, ThrowingCallable call) {
        KubernetesClientException refused = Assertions.catchThrowableOfType(KubernetesClientException.class, call);
        Assertions.assertThat(refused).as("refused with " + code).isNotNull();
        Assertions.assertThat(refused.getCode()).as(refused.getMessage()).isEqualTo(code);
        return Objects.requireNonNull(refused.getStatus());
    }
}
