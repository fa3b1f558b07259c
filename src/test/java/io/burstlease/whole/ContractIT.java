package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSandbox.class)
class ContractIT {

    private static final Path COMMITTED = Path.of("openapi", "openapi.yaml");

    /** Where people sign in belongs to the installation, everything else to the contract. */
    @Test
    void the_contract_is_what_is_served(SandboxProcess sandbox) throws IOException {
        String served = User.send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/v3/api-docs.yaml"))
                        .build())
                .body()
                .replace(sandbox.issuer(), "http://localhost:18082");
        Files.writeString(Path.of("target", "openapi-as-served.yaml"), served);
        assertThat(served)
                .as("copy target/openapi-as-served.yaml over openapi/openapi.yaml where the change is meant")
                .isEqualTo(Files.readString(COMMITTED));
    }
}
