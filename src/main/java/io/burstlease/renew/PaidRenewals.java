package io.burstlease.renew;

import io.burstlease.cloud.PaidPeriod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The table of orders for another paid period. Every verb joins the caller's transaction. */
@Repository
class PaidRenewals {

    private final JdbcClient jdbc;

    PaidRenewals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The one of the host that is not settled. */
    Optional<PaidRenewal> open(String hostId) {
        return jdbc.sql("""
                        select id, host_id, period, paid_until, seen_until, ordered_at, first_sent_at, last_sent_at
                        from prepaid_renewal
                        where host_id = :host
                          and settled_as is null
                        """).param("host", hostId).query(PaidRenewals::renewal).optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void order(String hostId, PaidPeriod period, Instant paidUntil, Instant seenUntil, Instant at) {
        jdbc.sql("""
                        insert into prepaid_renewal (host_id, period, paid_until, seen_until, ordered_at)
                        values (:host, :period, :paidUntil, :seenUntil, :at)
                        """)
                .param("host", hostId)
                .param("period", period.toString())
                .param("paidUntil", utc(paidUntil))
                .param("seenUntil", utc(seenUntil))
                .param("at", utc(at))
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void send(long id, Instant at) {
        jdbc.sql("""
                        update prepaid_renewal
                        set first_sent_at = coalesce(first_sent_at, :at), last_sent_at = :at
                        where id = :id
                        """).param("at", utc(at)).param("id", id).update();
    }

    /** False when it was settled already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean settle(long id, String as, @Nullable String code, Instant at) {
        return jdbc.sql("""
                        update prepaid_renewal
                        set settled_as = :as, settled_at = :at, code = :code
                        where id = :id
                          and settled_as is null
                        """)
                        .param("as", as)
                        .param("at", utc(at))
                        .param("code", code)
                        .param("id", id)
                        .update()
                > 0;
    }

    private static PaidRenewal renewal(ResultSet row, int number) throws SQLException {
        return new PaidRenewal(
                row.getLong("id"),
                row.getString("host_id"),
                PaidPeriod.parse(row.getString("period")),
                row.getObject("paid_until", OffsetDateTime.class).toInstant(),
                row.getObject("seen_until", OffsetDateTime.class).toInstant(),
                row.getObject("ordered_at", OffsetDateTime.class).toInstant(),
                instant(row, "first_sent_at"),
                instant(row, "last_sent_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
