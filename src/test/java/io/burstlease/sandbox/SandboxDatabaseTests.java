package io.burstlease.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SandboxDatabaseTests {

    /** One for all: making a database anew is what takes the time. */
    @TempDir
    static Path folder;

    @Test
    void it_is_durable_has_both_roles_and_takes_the_migrations() throws IOException {
        try (SandboxDatabase database = SandboxDatabase.start(folder, freePort(), false)) {
            as(database, SandboxDatabase.OWNER).sql("drop table if exists kept").update();
            var properties = database.properties();
            Flyway.configure()
                    .dataSource(
                            String.valueOf(properties.get("spring.flyway.url")),
                            String.valueOf(properties.get("spring.flyway.user")),
                            String.valueOf(properties.get("spring.flyway.password")))
                    .placeholders(Map.of(
                            "serviceRole", SandboxDatabase.SERVICE, "installationId", SandboxDatabase.INSTALLATION))
                    .load()
                    .migrate();
            JdbcClient service = as(database, SandboxDatabase.SERVICE);

            assertThat(setting(service, "fsync")).isEqualTo("on");
            assertThat(setting(service, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(service, "full_page_writes")).isEqualTo("on");
            assertThat(setting(service, "listen_addresses")).isEqualTo("localhost");
            assertThat(service.sql("select count(*) from errand")
                            .query((row, n) -> row.getInt(1))
                            .single())
                    .isZero();
            assertThatThrownBy(() -> service.sql("create table mine (id int)").update())
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void data_stays_between_runs_until_a_reset() throws IOException {
        int port = freePort();
        try (SandboxDatabase first = SandboxDatabase.start(folder, port, false)) {
            as(first, SandboxDatabase.OWNER)
                    .sql("create table if not exists kept (what text)")
                    .update();
            assertThat(first.url()).contains(":" + port + "/");
        }
        try (SandboxDatabase second = SandboxDatabase.start(folder, port, false)) {
            assertThat(hasKept(second)).isTrue();
        }
        try (SandboxDatabase third = SandboxDatabase.start(folder, port, true)) {
            assertThat(hasKept(third)).isFalse();
        }
    }

    @Test
    void it_starts_again_after_its_process_was_killed_and_left_the_server_behind() throws Exception {
        int port = freePort();
        killOnceReady(port);
        long orphan = Long.parseLong(
                Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());
        assertThat(ProcessHandle.of(orphan)).get().matches(ProcessHandle::isAlive, "outlives its parent");

        try (SandboxDatabase database = SandboxDatabase.start(folder, port, false)) {
            assertThat(as(database, SandboxDatabase.OWNER)
                            .sql("select what from kept")
                            .query((row, n) -> row.getString(1))
                            .list())
                    .containsExactly("committed");
            assertThat(database.url()).contains(":" + port + "/");
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
        }
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void a_stale_note_with_the_number_of_an_innocent_process_kills_nobody() throws Exception {
        SandboxDatabase.start(folder, freePort(), false).close();
        Process innocent = new ProcessBuilder("sleep", "60").start();
        Files.writeString(folder.resolve("data/postmaster.pid"), innocent.pid() + "\n");
        try (SandboxDatabase database = SandboxDatabase.start(folder, freePort(), false)) {
            assertThat(answers(database)).isTrue();
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void a_second_sandbox_on_the_folder_is_refused_and_the_first_lives_on() throws IOException {
        try (SandboxDatabase first = SandboxDatabase.start(folder, freePort(), false)) {
            assertThatThrownBy(() -> SandboxDatabase.start(folder, freePort(), true))
                    .hasMessageContaining("another sandbox is running on");

            assertThat(answers(first)).isTrue();
        }
    }

    @Test
    void where_its_port_is_taken_it_finds_another() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SandboxDatabase database = SandboxDatabase.start(folder, taken.getLocalPort(), false)) {
            assertThat(database.url()).doesNotContain(":" + taken.getLocalPort() + "/");
            assertThat(answers(database)).isTrue();
        }
    }

    private void killOnceReady(int port) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SandboxDatabaseProcess.class.getName(),
                        folder.toString(),
                        String.valueOf(port))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.lines().anyMatch("ready"::equals)).isTrue();
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean hasKept(SandboxDatabase database) {
        return as(database, SandboxDatabase.OWNER)
                .sql("select to_regclass('kept') is not null")
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private static boolean answers(SandboxDatabase database) {
        return as(database, SandboxDatabase.SERVICE)
                .sql("select true")
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    private static String setting(JdbcClient client, String name) {
        return client.sql("select current_setting(:name)")
                .param("name", name)
                .query((row, n) -> row.getString(1))
                .single();
    }

    private static JdbcClient as(SandboxDatabase database, String role) {
        return JdbcClient.create(new DriverManagerDataSource(database.url(), role, ""));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
