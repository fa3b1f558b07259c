package io.burstlease.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ManifestTests {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static Manifests base = new Manifests(List.of());

    @BeforeAll
    static void render() {
        base = Rendered.of("k8s");
    }

    @Test
    void two_copies_run_and_one_always_stays() {
        JsonNode spec = deployment().path("spec");

        assertThat(spec.path("replicas").asInt()).isEqualTo(2);
        assertThat(spec.at("/strategy/rollingUpdate/maxUnavailable").asInt(-1)).isZero();
        assertThat(base.one("PodDisruptionBudget", "burstlease")
                        .at("/spec/minAvailable")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void no_container_runs_as_root_or_writes_to_its_image() {
        assertThat(pod().at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod().at("/securityContext/runAsUser").asLong()).isPositive();
        assertThat(containers()).hasSize(2).allSatisfy(container -> {
            JsonNode security = container.path("securityContext");
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.at("/capabilities/drop/0").asString()).isEqualTo("ALL");
            assertThat(container.at("/resources/limits/memory").asString()).isNotEmpty();
        });
        assertThat(base.one("Namespace", "burstlease").toString())
                .contains("\"pod-security.kubernetes.io/enforce\":\"restricted\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"startupProbe", "livenessProbe", "readinessProbe"})
    void health_is_asked_at_the_actuator(String probe) {
        String group = probe.equals("readinessProbe") ? "readiness" : "liveness";

        assertThat(service().path(probe).at("/httpGet/path").asString()).isEqualTo("/actuator/health/" + group);
    }

    @Test
    void the_running_service_holds_the_service_role_and_only_the_migration_holds_the_other() {
        assertThat(service().toString())
                .contains("burstlease-service-role")
                .doesNotContain("burstlease-migration-role");
        assertThat(service().toString()).doesNotContain("FLYWAY_PASSWORD");
        assertThat(pod().at("/initContainers/0").toString()).contains("burstlease-migration-role");
        assertThat(config("SPRING_FLYWAY_ENABLED")).isEqualTo("false");
    }

    @Test
    void the_api_token_is_mounted_where_it_is_used_and_nowhere_else() {
        assertThat(pod().path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(service().toString()).contains("/var/run/secrets/kubernetes.io/serviceaccount");
        assertThat(pod().at("/initContainers/0").toString()).doesNotContain("api-token");
    }

    @Test
    void the_service_never_runs_on_a_host_it_rents() {
        assertThat(pod().at("/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution")
                        .toString())
                .contains("\"key\":\"alibabacloud.com/external\",\"operator\":\"NotIn\"");
    }

    @Test
    void no_permission_is_a_wildcard() {
        assertThat(rules())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.toString()).doesNotContain("*"));
    }

    @Test
    void the_permissions_are_exactly_those_the_adapter_uses() {
        assertThat(verbs("ClusterRole", "burstlease"))
                .containsExactly(
                        "certificatesigningrequests/approval: update",
                        "certificatesigningrequests: get list",
                        "nodes: get list watch patch delete",
                        "path /version: get",
                        "poddisruptionbudgets: list",
                        "pods/eviction: create",
                        "pods: get list delete",
                        "signers: approve");
        assertThat(verbs("Role", "burstlease-bootstrap-tokens")).containsExactly("secrets: create update delete");
    }

    @Test
    void nothing_lets_the_service_read_secrets() {
        assertThat(rules())
                .filteredOn(rule -> rule.path("resources").toString().contains("secrets"))
                .allSatisfy(rule ->
                        assertThat(rule.path("verbs").toString()).doesNotContain("get", "list", "watch", "patch"));
    }

    @Test
    void hosts_may_ask_for_certificates_but_none_is_approved_by_itself() {
        List<JsonNode> bindings = Stream.concat(base.of("ClusterRoleBinding").stream(), base.of("RoleBinding").stream())
                .filter(binding -> binding.at("/subjects/0/name").asString().startsWith("system:bootstrappers"))
                .toList();

        assertThat(bindings)
                .allSatisfy(binding -> assertThat(binding.at("/subjects/0/name").asString())
                        .isEqualTo("system:bootstrappers:burstlease"))
                .extracting(binding -> binding.at("/roleRef/name").asString())
                .contains("system:node-bootstrapper")
                .noneMatch(role -> role.contains("nodeclient"));
    }

    @Test
    void metrics_of_the_operator_kind_are_no_part_of_the_base() {
        assertThat(base.of("ServiceMonitor")).isEmpty();
        assertThat(base.of("NetworkPolicy")).hasSize(1);
        assertThat(base.of("Service")).hasSize(1);
    }

    @Test
    void the_example_holds_no_secret_and_fences_the_tokens() {
        Manifests example = Rendered.of("k8s/overlays/example");

        assertThat(example.of("Secret")).isEmpty();
        assertThat(example.of("ValidatingAdmissionPolicy")).hasSize(1);
    }

    @Test
    void callers_come_from_marked_namespaces_and_calls_go_to_named_ports() {
        JsonNode policy = base.one("NetworkPolicy", "burstlease").path("spec");

        assertThat(policy.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(policy.at("/podSelector/matchLabels").toString()).contains("burstlease");
        assertThat(policy.path("ingress").valueStream())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(
                                rule.at("/from/0/namespaceSelector/matchLabels").toString())
                        .isEqualTo("{\"burstlease.io/caller\":\"true\"}"));
        assertThat(policy.path("egress")
                        .valueStream()
                        .flatMap(rule -> rule.path("ports").valueStream())
                        .map(port -> port.path("port").asInt())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(53, 443, 6443, 5432);
    }

    @ParameterizedTest
    @ValueSource(strings = {"service-monitor", "token-fence"})
    void each_component_goes_onto_the_base(String component, @TempDir(factory = InTheRepository.class) Path overlay)
            throws IOException {
        Files.writeString(overlay.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [../../k8s/base]
                components: [../../k8s/components/%s]
                """.formatted(component));

        assertThat(Rendered.of(overlay.toString()).objects())
                .hasSizeGreaterThan(base.objects().size());
    }

    @Test
    void the_page_on_permissions_names_exactly_what_is_granted() throws IOException {
        assertThat(documented())
                .isEqualTo(Stream.concat(
                                verbs("ClusterRole", "burstlease").stream(),
                                verbs("Role", "burstlease-bootstrap-tokens").stream())
                        .map(grant -> grant.replaceFirst("^path ", ""))
                        .map(ManifestTests::sorted)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The first table of docs/permissions.md: a row without a resource goes on with the one above. */
    private static TreeSet<String> documented() throws IOException {
        String page = Files.readString(Path.of("docs/permissions.md"));
        String table = page.substring(page.indexOf("### The service"), page.indexOf("**Why Secrets"));
        Map<String, String> verbs = new LinkedHashMap<>();
        String resource = "";
        for (String line :
                table.lines().filter(row -> row.startsWith("| ")).skip(1).toList()) {
            String[] cells = line.split("\\|", -1);
            Matcher named = CODE.matcher(cells[1]);
            resource = named.find() ? named.group(1) : resource;
            verbs.merge(resource, String.join(" ", codes(cells[2])), (above, here) -> above + " " + here);
        }
        return verbs.entrySet().stream()
                .map(entry -> sorted(entry.getKey() + ": " + entry.getValue()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }

    private static String sorted(String grant) {
        String[] parts = grant.split(": ", -1);
        return parts[0] + ": " + String.join(" ", new TreeSet<>(List.of(parts[1].split(" "))));
    }

    private static JsonNode deployment() {
        return base.one("Deployment", "burstlease");
    }

    private static JsonNode pod() {
        return deployment().at("/spec/template/spec");
    }

    private static JsonNode service() {
        return pod().at("/containers/0");
    }

    private static List<JsonNode> containers() {
        return Stream.of("/initContainers/0", "/containers/0").map(pod()::at).toList();
    }

    private static String config(String key) {
        return base.of("ConfigMap").getFirst().path("data").path(key).asString();
    }

    private static List<JsonNode> rules() {
        return Stream.concat(base.of("ClusterRole").stream(), base.of("Role").stream())
                .flatMap(role -> role.path("rules").valueStream())
                .toList();
    }

    private static TreeSet<String> verbs(String kind, String name) {
        TreeSet<String> verbs = new TreeSet<>();
        for (JsonNode rule : base.one(kind, name).path("rules").values()) {
            String what = rule.has("nonResourceURLs")
                    ? "path " + words(rule.path("nonResourceURLs"))
                    : words(rule.path("resources"));
            verbs.add(what + ": " + words(rule.path("verbs")));
        }
        return verbs;
    }

    private static String words(JsonNode texts) {
        return String.join(" ", texts.valueStream().map(JsonNode::asString).toList());
    }
}
