package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What a reader of the contract may count on. */
class ContractRulesTests {

    private static final JsonNode CONTRACT =
            new YAMLMapper().readTree(Path.of("openapi", "openapi.yaml").toFile());

    @Test
    void every_object_and_every_field_says_what_it_is() {
        List<String> silent = new ArrayList<>();
        CONTRACT.at("/components/schemas").forEachEntry((name, schema) -> {
            if (!name.startsWith("Page") && !schema.has("description")) {
                silent.add(name);
            }
            schema.path("properties").forEachEntry((field, form) -> {
                if (!form.has("description")) {
                    silent.add(name + "." + field);
                }
            });
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void every_parameter_says_what_it_is_and_no_filter_is_filled_in_by_an_example() {
        assertThat(Contract.COMMITTED.operations())
                .allSatisfy(operation -> assertThat(operation.parameters())
                        .as(operation.name())
                        .allSatisfy(parameter -> {
                            assertThat(parameter.path("description").asString(""))
                                    .isNotBlank();
                            assertThat(parameter.has("example")
                                            && !parameter.path("required").asBoolean())
                                    .as(parameter.path("name").asString())
                                    .isFalse();
                        }));
    }

    @Test
    void every_operation_has_a_summary_a_group_and_one_answer_that_is_no_problem() {
        List<String> groups = CONTRACT.path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asString())
                .toList();
        assertThat(Contract.COMMITTED.operations()).allSatisfy(operation -> {
            assertThat(operation.body().path("summary").asString(""))
                    .as(operation.name())
                    .isNotBlank();
            assertThat(groups).contains(operation.body().path("tags").path(0).asString());
            assertThat(operation.body().path("responses").propertyNames().stream()
                            .filter(status -> status.startsWith("2")))
                    .as(operation.name())
                    .hasSize(1);
        });
        assertThat(CONTRACT.path("tags"))
                .allSatisfy(tag -> assertThat(tag.has("description")).isTrue());
    }

    @Test
    void every_body_that_is_sent_has_an_example() {
        assertThat(Contract.COMMITTED
                        .operations()
                        .filter(operation -> operation.body().has("requestBody")))
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(
                                Contract.COMMITTED.example(operation).orElse(""))
                        .as(operation.name())
                        .startsWith("{"));
    }

    @Test
    void an_answer_says_of_each_field_whether_it_is_always_there() {
        for (String answer : List.of("Lease", "Host", "Burst", "Renewal", "WaitingDecision", "CostReport", "CostRow")) {
            JsonNode schema = CONTRACT.at("/components/schemas/" + answer);
            assertThat(schema.path("required").size()).as(answer).isPositive();
        }
        assertThat(CONTRACT.at("/components/schemas/Lease/required")
                        .valueStream()
                        .map(JsonNode::asString))
                .contains("id", "state", "hourlyPrice", "version")
                .doesNotContain("endsAt", "onBehalfOf", "moneyCap");
    }
}
