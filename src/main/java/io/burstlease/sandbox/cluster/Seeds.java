package io.burstlease.sandbox.cluster;

import io.burstlease.sandbox.cluster.ClusterOptions.PodVSwitch;
import io.burstlease.sandbox.cluster.object.Registry;
import io.burstlease.sandbox.cluster.object.WriteOptions;
import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts the objects of manifests into the cluster: what is missing of the sandbox's own, and folders by apply. */
final class Seeds {

    private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);
    private static final Pattern MANIFEST = Pattern.compile(".*\\.(ya?ml|json)");
    private static final WriteOptions BY = WriteOptions.component("sandbox");

    private final Registry registry;

    Seeds(Registry registry) {
        this.registry = registry;
    }

    /** Makes what is not there yet of the sandbox's own manifests. */
    void plant(List<String> resources) {
        for (String resource : resources) {
            try (InputStream in = Seeds.class.getResourceAsStream("/sandbox/cluster/" + resource)) {
                if (in == null) {
                    throw new IllegalStateException("no such resource: " + resource);
                }
                String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                Json.documents(yaml).forEach(this::create);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void create(ObjectNode object) {
        Kind kind = kind(object).orElseThrow();
        if (registry.find(kind, Json.namespace(object), Json.name(object)) == null) {
            registry.create(kind, Json.namespace(object), object, BY);
        }
    }

    /** Terway's configuration, which names the Pod vSwitches of each zone. */
    void plantTerway(Map<String, PodVSwitch> byZone) {
        ObjectNode conf = Json.of("version", "1", "service_cidr", "172.21.0.0/20", "ip_stack", "ipv4");
        conf.put("max_pool_size", 5).put("min_pool_size", 0).put("vswitch_selection_policy", "ordered");
        ObjectNode switches = conf.putObject("vswitches");
        byZone.forEach((zone, each) -> switches.set(zone, Json.array(each.id())));
        ObjectNode config = Json.of("apiVersion", "v1", "kind", "ConfigMap");
        Json.meta(config).put("name", "eni-config").put("namespace", "kube-system");
        config.putObject("data")
                .put("eni_conf", Json.write(conf))
                .put("10-terway.conf", "{\"cniVersion\":\"0.4.0\",\"name\":\"terway\",\"type\":\"terway\"}");
        create(config);
    }

    private Optional<Kind> kind(ObjectNode object) {
        return registry.kinds().named(Json.text(object, "apiVersion"), Json.text(object, "kind"));
    }

    /** Applies every manifest of a file or folder, folders within included; kinds that are not served are left out. */
    void apply(Path path) {
        try (var files = Files.walk(path)) {
            for (Path file : files.filter(
                            each -> MANIFEST.matcher(each.toString()).matches())
                    .sorted()
                    .toList()) {
                Json.documents(Files.readString(file)).forEach(object -> apply(file, object));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void apply(Path file, ObjectNode object) {
        Optional<Kind> kind = kind(object);
        if (kind.isEmpty() || Json.name(object).isEmpty()) {
            LOG.debug("{}: {} is not served", file, Json.text(object, "kind"));
            return;
        }
        String named = Json.namespace(object);
        String namespace = kind.get().namespaced() ? (named.isEmpty() ? "default" : named) : "";
        try {
            registry.apply(kind.get(), namespace, Json.name(object), "", object, true, BY);
        } catch (ApiFailure refused) {
            throw new IllegalStateException(file + ": " + refused.getMessage(), refused);
        }
    }

    /** Binds a user's service account to a ClusterRole. */
    void bind(String namespace, String account, String role) {
        ObjectNode binding = Json.of("apiVersion", "rbac.authorization.k8s.io/v1", "kind", "ClusterRoleBinding");
        Json.meta(binding).put("name", "sandbox:" + account);
        binding.putObject("roleRef")
                .put("apiGroup", "rbac.authorization.k8s.io")
                .put("kind", "ClusterRole")
                .put("name", role);
        binding.putArray("subjects").add(Json.of("kind", "ServiceAccount", "name", account, "namespace", namespace));
        create(binding);
    }
}
