package io.burstlease.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guides do what they say: their commands are run as they stand. */
@ExtendWith(SharedSandbox.class)
class GuideIT {

    private static final Pattern BLOCK = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final int LIMIT_MINUTES = 9;

    @TempDir
    Path folder;

    @Test
    void the_commands_of_the_first_lease_run_as_they_stand(SandboxProcess sandbox) throws Exception {
        String commands = String.join("", blocks("first-lease.md"));
        assertThat(commands).contains("/v1/quotes", "/approve", "/release", "/v1/costs", "/v1/bursts");
        run(sandbox, commands);
    }

    @Test
    void the_commands_of_taking_over_hosts_run_as_they_stand(SandboxProcess sandbox) throws Exception {
        String commands = String.join("", blocks("adopting.md"));
        assertThat(commands).contains("hand-bought", "/v1/hosts/adopt", "/release", "/cost");
        run(sandbox, blocks("first-lease.md").getFirst() + commands);
    }

    private void run(SandboxProcess sandbox, String commands) throws Exception {
        Path script = Files.writeString(folder.resolve("guide.sh"), commands);
        Path output = folder.resolve("output");
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().put("API", sandbox.url());
        bash.environment().put("OIDC", sandbox.issuer());
        bash.environment().put("KUBECONFIG_FILE", sandbox.adminKubeconfig().toString());
        Process run = bash.start();
        run.getOutputStream().close();
        boolean ended = run.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        run.destroyForcibly();

        assertThat(ended).as("it ended; it said:%n%s", Files.readString(output)).isTrue();
        assertThat(run.exitValue()).as("it said:%n%s", Files.readString(output)).isZero();
    }

    private static List<String> blocks(String page) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("docs", page)))
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
