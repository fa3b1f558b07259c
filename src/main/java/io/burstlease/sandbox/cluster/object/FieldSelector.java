package io.burstlease.sandbox.cluster.object;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import io.burstlease.sandbox.cluster.store.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A field selector over the fields a real server indexes for the resource; others are refused. */
public final class FieldSelector {

    private static final Map<String, Set<String>> SUPPORTED = Map.of(
            "pods",
            Set.of(
                    "spec.nodeName",
                    "spec.restartPolicy",
                    "spec.schedulerName",
                    "spec.serviceAccountName",
                    "spec.hostNetwork",
                    "status.phase",
                    "status.podIP",
                    "status.nominatedNodeName"),
            "nodes",
            Set.of("spec.unschedulable"),
            "namespaces",
            Set.of("status.phase"),
            "secrets",
            Set.of("type"),
            "events",
            Set.of(
                    "involvedObject.kind",
                    "involvedObject.namespace",
                    "involvedObject.name",
                    "involvedObject.uid",
                    "involvedObject.apiVersion",
                    "involvedObject.resourceVersion",
                    "involvedObject.fieldPath",
                    "reason",
                    "reportingComponent",
                    "source",
                    "type"),
            "jobs.batch",
            Set.of("status.successful"),
            "certificatesigningrequests.certificates.k8s.io",
            Set.of("spec.signerName"),
            "replicasets.apps",
            Set.of("status.replicas"));

    private final List<Term> terms;

    private FieldSelector(List<Term> terms) {
        this.terms = terms;
    }

    private record Term(String field, boolean equal, String value) {

        boolean holds(JsonNode object) {
            JsonNode found = Json.at(object, field.split("\\."));
            String text = found.isMissingNode() && field.equals("spec.unschedulable") ? "false" : found.asString("");
            return text.equals(value) == equal;
        }
    }

    public static FieldSelector parse(Kind kind, String text) {
        List<Term> terms = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (part.isBlank()) {
                continue;
            }
            boolean equal = !part.contains("!=");
            String[] sides = part.split("!=|==|=", 2);
            if (sides.length != 2) {
                throw ApiFailure.badRequest("invalid selector: '" + text + "'; can't understand '" + part + "'");
            }
            String field = sides[0].strip();
            if (!supported(kind, field)) {
                throw ApiFailure.badRequest("field label not supported: " + field);
            }
            terms.add(new Term(field, equal, sides[1].strip()));
        }
        return new FieldSelector(terms);
    }

    private static boolean supported(Kind kind, String field) {
        return field.equals("metadata.name")
                || (kind.namespaced() && field.equals("metadata.namespace"))
                || SUPPORTED.getOrDefault(kind.resource(), Set.of()).contains(field);
    }

    public boolean matches(JsonNode object) {
        return terms.stream().allMatch(term -> term.holds(object));
    }

    /** The one name this selector asks for, or an empty string. */
    public String singleName() {
        return terms.stream()
                .filter(term -> term.equal() && term.field().equals("metadata.name"))
                .map(Term::value)
                .findFirst()
                .orElse("");
    }
}
