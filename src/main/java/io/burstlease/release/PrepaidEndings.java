package io.burstlease.release;

import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The table of how pre-paid hosts end. Every verb joins the caller's transaction. */
@Repository
class PrepaidEndings {

    private final JdbcClient jdbc;

    PrepaidEndings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    PrepaidEnding of(String hostId) {
        return jdbc.sql("""
                        select held_at, attempt, amount, currency, first_sent_at, last_sent_at, done_at, refusal,
                               refused_at
                        from prepaid_end
                        where host_id = :host
                        """)
                .param("host", hostId)
                .query(PrepaidEndings::ending)
                .optional()
                .orElse(PrepaidEnding.NOT_BEGUN);
    }

    /** Whether another period was ordered for it, and it is not known yet whether it is paid. */
    boolean isOrderOpen(String hostId) {
        return jdbc.sql("select count(*) from prepaid_order where host_id = :host")
                        .param("host", hostId)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(String hostId, Instant at) {
        begin(hostId);
        set(hostId, "held_at = :at", at);
    }

    /** What the cloud would pay back now; every order after that is another one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ask(String hostId, Money amount, Instant at) {
        begin(hostId);
        jdbc.sql("""
                        update prepaid_end
                        set asked_at = :at, amount = :amount, currency = :currency, attempt = attempt + 1,
                            first_sent_at = null, last_sent_at = null, refusal = null, refused_at = null
                        where host_id = :host
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("amount", amount.amount())
                .param("currency", amount.currency())
                .param("host", hostId)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void send(String hostId, Instant at) {
        set(hostId, "first_sent_at = coalesce(first_sent_at, :at), last_sent_at = :at", at);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void done(String hostId, @Nullable String orderId, Instant at) {
        set(hostId, "done_at = :at", at);
        jdbc.sql("update prepaid_end set order_id = :order where host_id = :host")
                .param("order", orderId)
                .param("host", hostId)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void refuse(String hostId, String code, Instant at) {
        begin(hostId);
        jdbc.sql("update prepaid_end set refusal = :code, refused_at = :at where host_id = :host")
                .param("code", code)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("host", hostId)
                .update();
    }

    private void begin(String hostId) {
        jdbc.sql("insert into prepaid_end (host_id) values (:host) on conflict do nothing")
                .param("host", hostId)
                .update();
    }

    private void set(String hostId, String what, Instant at) {
        jdbc.sql("update prepaid_end set " + what + " where host_id = :host")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("host", hostId)
                .update();
    }

    private static PrepaidEnding ending(ResultSet row, int number) throws SQLException {
        BigDecimal amount = row.getBigDecimal("amount");
        return new PrepaidEnding(
                instant(row, "held_at"),
                row.getInt("attempt"),
                amount == null ? null : new Money(amount, row.getString("currency")),
                instant(row, "first_sent_at"),
                instant(row, "last_sent_at"),
                instant(row, "done_at"),
                row.getString("refusal"),
                instant(row, "refused_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
