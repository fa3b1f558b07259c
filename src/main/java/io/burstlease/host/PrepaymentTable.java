package io.burstlease.host;

import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.SUPPORTS)
class PrepaymentTable implements Prepayments {

    private static final int DECIMALS = 8;

    private final JdbcClient jdbc;

    PrepaymentTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Prepayment> of(String hostId) {
        return jdbc.sql("""
                        select host_id, item, from_at, to_at, amount, currency, ended_at, refund
                        from prepayment
                        where host_id = :host
                        order by from_at, item
                        """)
                .param("host", hostId)
                .query(PrepaymentTable::prepayment)
                .list();
    }

    @Override
    public Optional<Instant> paidUntil(String hostId) {
        return of(hostId).stream().map(Prepayment::to).max(Comparator.naturalOrder());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void pay(String hostId, String item, Instant from, Instant to, Money amount, Instant at) {
        jdbc.sql("""
                        insert into prepayment (host_id, item, from_at, to_at, amount, currency, paid_at)
                        values (:host, :item, :from, :to, :amount, :currency, :at)
                        on conflict do nothing
                        """)
                .param("host", hostId)
                .param("item", item)
                .param("from", utc(from))
                .param("to", utc(to))
                .param("amount", amount.amount())
                .param("currency", amount.currency())
                .param("at", utc(at))
                .update();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void end(String hostId, Instant at, Money refund) {
        List<Prepayment> open = of(hostId).stream()
                .filter(payment -> payment.endedAt() == null && payment.to().isAfter(at))
                .toList();
        BigDecimal whole = open.stream().map(payment -> left(payment, at)).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal back = refund.amount().min(whole);
        BigDecimal leftBefore = BigDecimal.ZERO;
        BigDecimal backBefore = BigDecimal.ZERO;
        for (Prepayment payment : open) {
            // The difference of two rounded totals, so that the parts add up to the refund.
            leftBefore = leftBefore.add(left(payment, at));
            BigDecimal soFar = whole.signum() == 0
                    ? BigDecimal.ZERO
                    : back.multiply(leftBefore).divide(whole, DECIMALS, RoundingMode.HALF_UP);
            end(payment, at, soFar.subtract(backBefore));
            backBefore = soFar;
        }
    }

    private void end(Prepayment payment, Instant at, BigDecimal refund) {
        jdbc.sql("""
                        update prepayment
                        set ended_at = :at, refund = :refund
                        where host_id = :host
                          and item = :item
                          and from_at = :from
                        """)
                .param("at", utc(at))
                .param("refund", refund)
                .param("host", payment.hostId())
                .param("item", payment.item())
                .param("from", utc(payment.from()))
                .update();
    }

    /** What of it is not spent by then. */
    private static BigDecimal left(Prepayment payment, Instant at) {
        Instant from = at.isAfter(payment.from()) ? at : payment.from();
        BigDecimal left = micros(Duration.between(from, payment.to()));
        BigDecimal whole = micros(Duration.between(payment.from(), payment.to()));
        return payment.amount().amount().multiply(left).divide(whole, DECIMALS, RoundingMode.HALF_UP);
    }

    private static BigDecimal micros(Duration time) {
        return BigDecimal.valueOf(time.toNanos() / 1000);
    }

    private static Prepayment prepayment(ResultSet row, int number) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        String currency = row.getString("currency");
        return new Prepayment(
                row.getString("host_id"),
                row.getString("item"),
                row.getObject("from_at", OffsetDateTime.class).toInstant(),
                row.getObject("to_at", OffsetDateTime.class).toInstant(),
                new Money(row.getBigDecimal("amount"), currency),
                ended == null ? null : ended.toInstant(),
                new Money(row.getBigDecimal("refund"), currency));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
