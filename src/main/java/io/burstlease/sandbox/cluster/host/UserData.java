package io.burstlease.sandbox.cluster.host;

import io.burstlease.sandbox.cluster.store.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a host reads of its user data: the shell variables of the script, resolved from the host's metadata where the
 * script asks the metadata service for them, and the JoinConfiguration in it with those variables filled in.
 */
final class UserData {

    private static final Pattern ASSIGNMENT =
            Pattern.compile("^\\s*(?:export\\s+|readonly\\s+|local\\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$");
    private static final Pattern VARIABLE =
            Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)(?::?-([^}]*))?}|([A-Za-z_][A-Za-z0-9_]*))");
    private static final Pattern HEREDOC = Pattern.compile("<<-?\\s*['\"\\\\]?([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern START = Pattern.compile("^(\\s*)apiVersion:\\s*kubeadm\\.k8s\\.io/v1beta\\d\\s*$");

    private final List<String> lines;
    private final Map<String, String> variables = new HashMap<>();

    UserData(CloudHost host) {
        lines = host.userData().lines().toList();
        Map<String, String> metadata = host.metadata();
        metadata.forEach((path, value) -> variables.put(path.replace('-', '_').toUpperCase(Locale.ROOT), value));
        variables.put("PRIVATE_IP", host.privateIp());
        variables.put("HOST_IP", host.privateIp());
        for (String line : lines) {
            Matcher assignment = ASSIGNMENT.matcher(line);
            if (assignment.matches()) {
                assign(assignment.group(1), assignment.group(2).strip(), metadata);
            }
        }
    }

    private void assign(String name, String value, Map<String, String> metadata) {
        boolean command = value.contains("$(") || value.contains("`");
        if (command) {
            metadata.entrySet().stream()
                    .filter(each -> value.contains(each.getKey()))
                    .findFirst()
                    .ifPresent(each -> variables.put(name, each.getValue()));
            return;
        }
        boolean raw = value.startsWith("'");
        String bare = value.replaceAll("\\s+#.*$", "").replaceAll("^['\"]|['\"]$", "");
        variables.put(name, raw ? bare : substitute(bare));
    }

    /** The value of a variable of the script, empty where it sets none. */
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    private String substitute(String text) {
        return VARIABLE.matcher(text).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(3) : found.group(1);
            String otherwise = found.group(2) == null ? "" : found.group(2);
            return Matcher.quoteReplacement(variables.getOrDefault(name, otherwise));
        });
    }

    /** The JoinConfiguration with its variables filled in, empty where there is none that can be read. */
    Optional<JoinConfiguration> join() {
        Set<String> markers = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher heredoc = HEREDOC.matcher(lines.get(i));
            while (heredoc.find()) {
                markers.add(heredoc.group(1));
            }
            Matcher start = START.matcher(lines.get(i));
            if (start.matches()) {
                Optional<JoinConfiguration> found = configuration(document(i, start.group(1), markers));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private String document(int first, String indent, Set<String> markers) {
        StringBuilder yaml = new StringBuilder();
        for (String line : lines.subList(first, lines.size())) {
            boolean outside = !line.isBlank() && !line.startsWith(indent);
            if (outside || markers.contains(line.strip()) || line.strip().equals("---")) {
                break;
            }
            yaml.append(line.isBlank() ? "" : line.substring(indent.length())).append('\n');
        }
        return substitute(yaml.toString());
    }

    private static Optional<JoinConfiguration> configuration(String yaml) {
        try {
            return Json.documents(yaml).stream()
                    .filter(each -> Json.text(each, "kind").equals("JoinConfiguration"))
                    .map(JoinConfiguration::of)
                    .findFirst();
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** What kubeadm is told of the cluster and of the node. */
    record JoinConfiguration(
            String endpoint,
            String token,
            List<String> caHashes,
            String nodeName,
            List<ObjectNode> taints,
            Map<String, String> kubeletArgs) {

        static JoinConfiguration of(ObjectNode node) {
            JsonNode bootstrap = Json.at(node, "discovery", "bootstrapToken");
            String tls = Json.text(node, "discovery", "tlsBootstrapToken");
            JsonNode registration = node.path("nodeRegistration");
            Map<String, String> args = new HashMap<>(Json.map(registration, "kubeletExtraArgs"));
            Json.objects(registration, "kubeletExtraArgs")
                    .forEach(each -> args.put(Json.text(each, "name"), Json.text(each, "value")));
            return new JoinConfiguration(
                    Json.text(bootstrap, "apiServerEndpoint"),
                    tls.isEmpty() ? Json.text(bootstrap, "token") : tls,
                    Json.texts(bootstrap, "caCertHashes"),
                    Json.text(registration, "name"),
                    Json.objects(registration, "taints").toList(),
                    args);
        }

        /** Labels the kubelet gives itself at registration. */
        Map<String, String> labels() {
            return pairs(kubeletArgs.getOrDefault("node-labels", ""));
        }

        private static Map<String, String> pairs(String text) {
            Map<String, String> pairs = new HashMap<>();
            for (String pair : text.split(",")) {
                String[] sides = pair.strip().split("=", 2);
                if (sides.length == 2) {
                    pairs.put(sides[0], sides[1]);
                }
            }
            return pairs;
        }

        /** Taints of the configuration and of the flag {@code register-with-taints}. */
        List<ObjectNode> allTaints() {
            List<ObjectNode> all = new ArrayList<>(taints);
            for (String each :
                    kubeletArgs.getOrDefault("register-with-taints", "").split(",")) {
                String[] parts = each.strip().split(":", 2);
                if (parts.length == 2) {
                    String[] pair = parts[0].split("=", 2);
                    ObjectNode taint = Json.of("key", pair[0], "effect", parts[1]);
                    all.add(pair.length == 2 ? taint.put("value", pair[1]) : taint);
                }
            }
            return all;
        }
    }
}
