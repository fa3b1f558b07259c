package io.burstlease.sandbox;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A process that starts the sandbox's database, writes to it, says so, and waits to be killed. */
final class SandboxDatabaseProcess {

    private SandboxDatabaseProcess() {}

    public static void main(String[] args) throws InterruptedException {
        SandboxDatabase database = SandboxDatabase.start(Path.of(args[0]), Integer.parseInt(args[1]), false);
        JdbcClient owner = JdbcClient.create(new DriverManagerDataSource(database.url(), SandboxDatabase.OWNER, ""));
        owner.sql("drop table if exists kept").update();
        owner.sql("create table kept (what text)").update();
        owner.sql("insert into kept values ('committed')").update();
        System.out.println("ready");
        new CountDownLatch(1).await();
    }
}
