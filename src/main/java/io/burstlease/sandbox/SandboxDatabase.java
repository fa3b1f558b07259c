package io.burstlease.sandbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * The sandbox's PostgreSQL: a real, durable server process on loopback whose data stays in a folder between runs, with
 * the two roles of the real profile.
 */
final class SandboxDatabase implements AutoCloseable {

    static final Path FOLDER = Path.of(".sandbox", "postgres");
    static final int PORT = 15432;
    static final String OWNER = "burstlease_owner";
    static final String SERVICE = "burstlease_service";
    static final String INSTALLATION = "sandbox";

    private static final String DATABASE = "burstlease";
    /** Not a secret: the server listens on loopback and trusts whoever comes. */
    private static final String PASSWORD = "sandbox";

    private static final Duration STARTUP = Duration.ofSeconds(60);
    private static final Logger log = LoggerFactory.getLogger(SandboxDatabase.class);

    private final EmbeddedPostgres server;
    private final FolderLock lock;

    private SandboxDatabase(EmbeddedPostgres server, FolderLock lock) {
        this.server = server;
        this.lock = lock;
    }

    /**
     * Starts the server, or starts it again where an earlier run was killed.
     *
     * @param folder of this sandbox's database, made where missing; one sandbox at a time may use it
     * @param port to listen on; another free one is taken where it is not free
     * @param reset whether to begin with nothing
     */
    static SandboxDatabase start(Path folder, int port, boolean reset) {
        Path home = folder.toAbsolutePath().normalize();
        FolderLock lock = FolderLock.take(home);
        try {
            Path data = home.resolve("data");
            LeftoverServer.stop(data);
            if (reset) {
                FileSystemUtils.deleteRecursively(data);
            }
            EmbeddedPostgres server = launch(home, data, free(port));
            prepare(server);
            log.info("the sandbox's database is {}, its data is in {}", url(server), data);
            return new SandboxDatabase(server, lock);
        } catch (IOException e) {
            lock.close();
            throw new UncheckedIOException(
                    "PostgreSQL did not start on %s; -Dsandbox.reset=true starts afresh".formatted(home), e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * The library's own settings trade safety for speed; a sandbox that loses commits would teach the wrong lesson. The
     * programs are unpacked beside the data, where nobody clears them away as temporary and no other user owns them.
     */
    private static EmbeddedPostgres launch(Path home, Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(home.resolve("server").toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "localhost")
                .setServerConfig("max_connections", "200")
                .setPGStartupWait(STARTUP)
                .setRegisterShutdownHook(false)
                .start();
    }

    private static void prepare(EmbeddedPostgres server) {
        JdbcClient admin = JdbcClient.create(server.getPostgresDatabase());
        role(admin, OWNER, "createrole");
        role(admin, SERVICE, "nocreaterole");
        boolean missing = admin.sql("select count(*) from pg_database where datname = :name")
                .param("name", DATABASE)
                .query((row, n) -> row.getInt(1) == 0)
                .single();
        if (missing) {
            admin.sql("create database %s owner %s".formatted(DATABASE, OWNER)).update();
        }
    }

    private static void role(JdbcClient admin, String role, String right) {
        boolean missing = admin.sql("select count(*) from pg_roles where rolname = :name")
                .param("name", role)
                .query((row, n) -> row.getInt(1) == 0)
                .single();
        if (missing) {
            admin.sql("create role %s login %s password '%s'".formatted(role, right, PASSWORD))
                    .update();
        }
    }

    private static int free(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                log.info("port {} is taken, so the database listens on {}", wanted, any.getLocalPort());
                return any.getLocalPort();
            }
        }
    }

    private static String url(EmbeddedPostgres server) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), DATABASE);
    }

    String url() {
        return url(server);
    }

    /** What the application needs to use this database: the service role to work, the owner to migrate. */
    Map<String, Object> properties() {
        return Map.of(
                "spring.datasource.url", url(),
                "spring.datasource.username", SERVICE,
                "spring.datasource.password", PASSWORD,
                "spring.flyway.url", url(),
                "spring.flyway.user", OWNER,
                "spring.flyway.password", PASSWORD,
                "spring.flyway.placeholders.serviceRole", SERVICE,
                "spring.flyway.placeholders.installationId", INSTALLATION);
    }

    /** Has the server stop when the process ends, after every application context has closed. */
    void stopLast() {
        SpringApplication.getShutdownHandlers().add(this::close);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.close();
        }
    }
}
