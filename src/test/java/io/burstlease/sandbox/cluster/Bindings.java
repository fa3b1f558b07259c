package io.burstlease.sandbox.cluster;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Accounts, roles and bindings of the contract. */
final class Bindings {

    private static final String GROUP = "rbac.authorization.k8s.io";

    private Bindings() {}

    static ServiceAccount serviceAccount(String namespace, String name) {
        return new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .build();
    }

    static String token(KubernetesClient client, String namespace, String account) {
        TokenRequest request = client.serviceAccounts()
                .inNamespace(namespace)
                .withName(account)
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(3600L)
                        .endSpec()
                        .build());
        return request.getStatus().getToken();
    }

    static Role role(String namespace, String name, String resource, String... verbs) {
        return new RoleBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .addNewRule()
                .withApiGroups("")
                .withResources(resource)
                .withVerbs(verbs)
                .endRule()
                .build();
    }

    /** Binds the service account to the role of the same name. */
    static RoleBinding toRole(String namespace, String name) {
        return new RoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef(GROUP, "Role", name)
                .addNewSubject("", "ServiceAccount", name, namespace)
                .build();
    }

    static ClusterRoleBinding groupToClusterRole(String name, String group, String role) {
        return new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewRoleRef(GROUP, "ClusterRole", role)
                .addNewSubject(GROUP, "Group", group, null)
                .build();
    }
}
