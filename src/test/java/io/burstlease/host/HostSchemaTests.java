package io.burstlease.host;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.lease.Lease;
import io.burstlease.testing.SchemaGuard;
import io.burstlease.testing.StageTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the records of purchases and hosts refuse, whoever writes them. */
class HostSchemaTests extends StageTest {

    private final TransactionTemplate transactions;
    private final JdbcClient service;
    private final Attempts attempts;

    HostSchemaTests(Parts parts, PlatformTransactionManager transactions, JdbcClient service, Attempts attempts) {
        super(parts);
        this.transactions = new TransactionTemplate(transactions);
        this.service = service;
        this.attempts = attempts;
    }

    @Test
    void a_launch_has_one_attempt_at_a_time_whose_outcome_is_not_known() {
        anActiveLease(1, 1);
        SchemaGuard schema = new SchemaGuard(owner());
        String another = """
                insert into launch_attempt (launch_id, attempt, client_token, request, token_id, auto_release_at, frozen_at)
                select launch_id, %1$d, client_token || '.%1$d', request, token_id || '%1$d', auto_release_at, frozen_at
                from launch_attempt
                where attempt = 1
                """;

        schema.accepts(another.formatted(2));
        schema.refuses(another.formatted(3), "launch_attempt_open");
    }

    @Test
    void a_settled_attempt_keeps_no_secret_and_is_not_sent_again() {
        Lease lease = anActiveLease(1, 1);
        String launch = launches.ofLease(lease.id()).getFirst().id();

        new SchemaGuard(owner()).refuses("update launch_attempt set secret = 'x'", "launch_attempt_check");
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> attempts.recordSend(launch, 1, now())))
                .hasMessageContaining("settled already");
    }

    @Test
    void an_answer_is_written_once() {
        anActiveLease(1, 1);
        long send = owner().sql("select id from launch_send").query(Long.class).single();
        SendAnswer late = new SendAnswer(now(), SendAnswer.Kind.REFUSED, "x", null, null);

        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> attempts.recordAnswer(send, late)))
                .hasMessageContaining("answered already");
    }

    @Test
    void no_host_changes_while_another_decides_about_its_lease() {
        Lease lease = anActiveLease(1, 1);
        String host = hosts.ofLease(lease.id()).getFirst().id();

        transactions.executeWithoutResult(status -> {
            leases.lock(lease.id());
            assertThatThrownBy(() -> inAnotherThread(() -> send(host)))
                    .isInstanceOf(PessimisticLockingFailureException.class);
        });
        send(host);
    }

    private void send(String host) {
        transactions.executeWithoutResult(status -> {
            service.sql("set local lock_timeout = '100ms'").update();
            hosts.change(host, h -> h.drain(Leaving.RELEASED, "as asked", now()));
        });
    }

    private static void inAnotherThread(Runnable work) {
        List<RuntimeException> thrown = new CopyOnWriteArrayList<>();
        Thread other = Thread.ofVirtual().start(() -> {
            try {
                work.run();
            } catch (RuntimeException failed) {
                thrown.add(failed);
            }
        });
        try {
            other.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        thrown.forEach(failed -> {
            throw failed;
        });
    }
}
