package io.burstlease.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.testing.TestDatabase;
import io.burstlease.testing.TestIssuer;
import io.burstlease.time.HandSetClock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ContractTests extends HttpTest {

    ContractTests(TestDatabase database, HandSetClock clock) {
        super(database, clock);
    }

    @Test
    void the_contract_is_the_same_text_each_time() throws Exception {
        String contract = nobody().get("/v3/api-docs.yaml").body();

        assertThat(contract).contains("openapi: 3.0").contains("/v1/audit:");
        assertThat(nobody().get("/v3/api-docs.yaml").body()).isEqualTo(contract);
        assertThat(nobody().get("/openapi.yaml").body()).isEqualTo(contract);
    }

    @Test
    void it_names_no_server_but_the_one_that_serves_it() {
        assertThat(contract()
                        .path("servers")
                        .valueStream()
                        .map(server -> server.path("url").asString()))
                .containsExactly("/");
    }

    @Test
    void it_says_how_to_sign_in() {
        JsonNode schemes = contract().path("components").path("securitySchemes");

        assertThat(schemes.at("/signIn/flows/authorizationCode/authorizationUrl")
                        .asString())
                .isEqualTo(TestIssuer.address() + "/authorize");
        assertThat(schemes.at("/signIn/flows/authorizationCode/tokenUrl").asString())
                .isEqualTo(TestIssuer.address() + "/token");
        assertThat(schemes.at("/bearer/scheme").asString()).isEqualTo("bearer");
    }

    @Test
    void every_operation_names_the_reasons_it_may_be_refused_for() {
        JsonNode contract = contract();

        assertThat(contract.path("paths").size()).isPositive();
        for (JsonNode path : contract.path("paths")) {
            for (JsonNode operation : path) {
                assertThat(operation.path("responses").propertyNames())
                        .contains("400", "401", "403", "500", "503")
                        .doesNotContain("4XX", "default");
            }
        }
        assertThat(contract.at("/paths/~1v1~1probe~1versioned/post/responses").propertyNames())
                .contains("412", "428");
        assertThat(contract.at("/components/responses/Stale/content/application~1problem+json/schema/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/Problem");
        assertThat(contract.at("/components/responses/Unavailable/headers").propertyNames())
                .containsExactly("Retry-After");
    }

    @Test
    void what_is_never_null_is_required() {
        JsonNode contract = contract();

        assertThat(contract.at("/components/schemas/Problem/required")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactlyInAnyOrder("type", "title", "status", "reason", "detail");
        assertThat(contract.at("/components/schemas/Fault/properties").propertyNames())
                .containsExactlyInAnyOrder("field", "reason", "message");
    }

    @Test
    void what_the_manners_add_is_stated_and_who_is_calling_is_not() {
        assertThat(parameters("/paths/~1v1~1audit/get"))
                .containsExactlyInAnyOrder("actor", "verb", "kind", "thingId", "from", "to", "pageSize", "pageToken");
        assertThat(parameters("/paths/~1v1~1probe~1versioned/post"))
                .containsExactlyInAnyOrder("Idempotency-Key", "If-Match", "On-Behalf-Of");
    }

    @Test
    void a_body_is_json_and_money_in_it_a_string() {
        JsonNode contract = contract();

        assertThat(contract.at("/paths/~1v1~1probe~1orders/post/requestBody/content")
                        .propertyNames())
                .containsExactly("application/json");
        assertThat(contract.at("/paths/~1v1~1audit/get/responses/200/content").propertyNames())
                .containsExactly("application/json");
        assertThat(contract.at("/components/schemas/Money/properties/amount/type")
                        .asString())
                .isEqualTo("string");
    }

    private Stream<String> parameters(String operation) {
        return contract()
                .at(operation)
                .path("parameters")
                .valueStream()
                .map(parameter -> parameter.path("name").asString());
    }

    private JsonNode contract() {
        return nobody().get("/v3/api-docs").json();
    }
}
