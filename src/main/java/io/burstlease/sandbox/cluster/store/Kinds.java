package io.burstlease.sandbox.cluster.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Every resource this API serves. */
public final class Kinds {

    private final List<Kind> all = new ArrayList<>();

    public Kinds() {
        core();
        workloads();
        access();
        admission();
        rest();
    }

    private void core() {
        add("", "v1", "Namespace", "namespaces", "cluster status", List.of("ns"), "finalize");
        add("", "v1", "Node", "nodes", "cluster status", List.of("no"));
        add("", "v1", "Pod", "pods", "status", List.of("po"), "eviction", "binding", "log");
        add("", "v1", "Secret", "secrets", "", List.of());
        add("", "v1", "ConfigMap", "configmaps", "", List.of("cm"));
        add("", "v1", "ServiceAccount", "serviceaccounts", "", List.of("sa"), "token");
        add("", "v1", "Service", "services", "status", List.of("svc"));
        add("", "v1", "Endpoints", "endpoints", "", List.of("ep"));
        add("", "v1", "Event", "events", "", List.of("ev"));
        add("", "v1", "PersistentVolume", "persistentvolumes", "cluster status", List.of("pv"));
        add("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", "status", List.of("pvc"));
        add("", "v1", "ResourceQuota", "resourcequotas", "status", List.of("quota"));
        add("", "v1", "LimitRange", "limitranges", "", List.of("limits"));
        add("", "v1", "ReplicationController", "replicationcontrollers", "status counted", List.of("rc"));
    }

    private void workloads() {
        add("apps", "v1", "DaemonSet", "daemonsets", "status counted", List.of("ds"));
        add("apps", "v1", "Deployment", "deployments", "status counted", List.of("deploy"), "scale");
        add("apps", "v1", "ReplicaSet", "replicasets", "status counted", List.of("rs"), "scale");
        add("apps", "v1", "StatefulSet", "statefulsets", "status counted", List.of("sts"));
        add("batch", "v1", "Job", "jobs", "status counted", List.of());
        add("batch", "v1", "CronJob", "cronjobs", "status counted", List.of("cj"));
        add("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", "status counted", List.of("pdb"));
    }

    private void access() {
        String rbac = "rbac.authorization.k8s.io";
        add(rbac, "v1", "Role", "roles", "", List.of());
        add(rbac, "v1", "RoleBinding", "rolebindings", "", List.of());
        add(rbac, "v1", "ClusterRole", "clusterroles", "cluster", List.of());
        add(rbac, "v1", "ClusterRoleBinding", "clusterrolebindings", "cluster", List.of());
        String csr = "CertificateSigningRequest";
        add(
                "certificates.k8s.io",
                "v1",
                csr,
                "certificatesigningrequests",
                "cluster status",
                List.of("csr"),
                "approval");
        String review = "authorization.k8s.io";
        add(review, "v1", "SelfSubjectAccessReview", "selfsubjectaccessreviews", "cluster", List.of());
        add(review, "v1", "SelfSubjectRulesReview", "selfsubjectrulesreviews", "cluster", List.of());
        add(review, "v1", "SubjectAccessReview", "subjectaccessreviews", "cluster", List.of());
        add("authentication.k8s.io", "v1", "SelfSubjectReview", "selfsubjectreviews", "cluster", List.of());
    }

    private void admission() {
        String group = "admissionregistration.k8s.io";
        for (String type : List.of("Validating", "Mutating")) {
            String lower = type.toLowerCase(Locale.ROOT);
            add(group, "v1", type + "AdmissionPolicy", lower + "admissionpolicies", "cluster counted", List.of());
            add(
                    group,
                    "v1",
                    type + "AdmissionPolicyBinding",
                    lower + "admissionpolicybindings",
                    "cluster counted",
                    List.of());
            add(
                    group,
                    "v1",
                    type + "WebhookConfiguration",
                    lower + "webhookconfigurations",
                    "cluster counted",
                    List.of());
        }
    }

    private void rest() {
        add("coordination.k8s.io", "v1", "Lease", "leases", "", List.of());
        add("storage.k8s.io", "v1", "StorageClass", "storageclasses", "cluster", List.of("sc"));
        add("storage.k8s.io", "v1", "CSINode", "csinodes", "cluster", List.of());
        add("scheduling.k8s.io", "v1", "PriorityClass", "priorityclasses", "cluster", List.of("pc"));
        add("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", "counted", List.of("netpol"));
        add("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", "", List.of());
    }

    private void add(
            String group,
            String version,
            String name,
            String plural,
            String traits,
            List<String> shortNames,
            String... subresources) {
        boolean status = traits.contains("status");
        var subs = new TreeSet<>(List.of(subresources));
        if (status) {
            subs.add("status");
        }
        boolean namespaced = !traits.contains("cluster");
        boolean counted = traits.contains("counted");
        all.add(new Kind(group, version, name, plural, shortNames, namespaced, status, counted, subs));
    }

    public List<Kind> all() {
        return List.copyOf(all);
    }

    public Optional<Kind> served(String group, String version, String plural) {
        return all.stream()
                .filter(kind -> kind.group().equals(group)
                        && kind.version().equals(version)
                        && kind.plural().equals(plural))
                .findFirst();
    }

    public Optional<Kind> named(String apiVersion, String name) {
        return all.stream()
                .filter(kind ->
                        kind.apiVersion().equals(apiVersion) && kind.name().equals(name))
                .findFirst();
    }

    /** The kind of a resource such as {@code pods} or {@code daemonsets.apps} that is known to be served. */
    public Kind of(String resource) {
        return all.stream().filter(kind -> kind.is(resource)).findFirst().orElseThrow();
    }

    /** Group and version pairs of the named groups, in order of registration. */
    public Collection<String> groupVersions() {
        return all.stream()
                .filter(kind -> !kind.group().isEmpty())
                .map(Kind::apiVersion)
                .distinct()
                .toList();
    }
}
