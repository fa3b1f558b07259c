package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudProcessTest {

    @Test
    void a_process_killed_outright_comes_back_with_its_journal(@TempDir Path folder) throws Exception {
        String stocked;
        Process first = start(folder);
        try {
            URI base = address(first);
            send(base, "PUT", "/admin/stock", "{\"stock\": [{\"count\": 13}]}");
            stocked = send(base, "GET", "/admin/stock", "");
        } finally {
            first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        Process second = start(folder);
        try {
            assertThat(send(address(second), "GET", "/admin/stock", ""))
                    .isEqualTo(stocked)
                    .contains("\"count\":13");
        } finally {
            second.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CloudProcess.class.getName(),
                        "--data",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static URI address(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("emulated cloud on ")) {
                return URI.create(line.substring("emulated cloud on ".length()));
            }
        }
        throw new AssertionError("the process never said where it is");
    }

    private static String send(URI base, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        }
    }
}
