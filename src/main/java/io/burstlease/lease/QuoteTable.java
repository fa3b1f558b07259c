package io.burstlease.lease;

import io.burstlease.cloud.ChargeType;
import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

@Repository
class QuoteTable implements Quotes {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    QuoteTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void save(Quote quote) {
        Money price = quote.hourlyPrice();
        jdbc.sql("""
                        insert into quote (
                          id, team_id, asked_by, asked_at, valid_until, ask, charge_type, hourly_price, currency, feasible,
                          answer
                        )
                        values (
                          :id, :team, :askedBy, :askedAt, :validUntil, cast(:ask as jsonb), :chargeType, :hourlyPrice,
                          :currency, :feasible, cast(:answer as jsonb)
                        )
                        """)
                .param("id", quote.id())
                .param("team", quote.teamId())
                .param("askedBy", quote.askedBy())
                .param("askedAt", quote.askedAt().atOffset(ZoneOffset.UTC))
                .param("validUntil", quote.validUntil().atOffset(ZoneOffset.UTC))
                .param("ask", json.writeValueAsString(quote.ask()))
                .param("chargeType", quote.chargeType().name())
                .param("hourlyPrice", price == null ? null : price.amount())
                .param("currency", price == null ? null : price.currency())
                .param("feasible", quote.feasible())
                .param("answer", quote.answer())
                .update();
    }

    @Override
    public Optional<Quote> find(String id) {
        return jdbc.sql("""
                        select
                          id, team_id, asked_by, asked_at, valid_until, ask, charge_type, hourly_price, currency, feasible,
                          answer
                        from quote
                        where id = :id
                        """).param("id", id).query(this::quote).optional();
    }

    private Quote quote(ResultSet row, int number) throws SQLException {
        return new Quote(
                row.getString("id"),
                row.getString("team_id"),
                row.getString("asked_by"),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getObject("valid_until", OffsetDateTime.class).toInstant(),
                json.readValue(row.getString("ask"), RawAsk.class),
                ChargeType.valueOf(row.getString("charge_type")),
                price(row.getBigDecimal("hourly_price"), row.getString("currency")),
                row.getBoolean("feasible"),
                row.getString("answer"));
    }

    private static @Nullable Money price(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null || currency == null ? null : new Money(amount, currency);
    }
}
