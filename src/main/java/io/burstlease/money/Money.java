package io.burstlease.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * An amount in one currency, kept with eight decimals; arithmetic between currencies is refused.
 *
 * @param amount eight decimals, half up where a product has more
 * @param currency ISO 4217 code
 */
@Schema(description = "An amount of money in one currency.")
public record Money(
        @JsonSerialize(using = PlainAmount.class)
        @Schema(
                type = "string",
                pattern = "^-?\\d{1,18}(\\.\\d{1,8})?$",
                example = "12.3400",
                description = "A plain decimal as a string; up to eight decimals, at least four in answers.",
                requiredMode = Schema.RequiredMode.REQUIRED)
        BigDecimal amount,

        @Schema(
                pattern = "^[A-Z]{3}$",
                example = "CNY",
                description = "ISO 4217 code.",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String currency)
        implements Comparable<Money> {

    private static final int DECIMALS = 8;
    private static final int SHOWN_DECIMALS = 2;
    private static final int WHOLE_DIGITS = 18;

    public Money {
        amount = amount.setScale(DECIMALS, RoundingMode.HALF_UP);
        if (amount.precision() - DECIMALS > WHOLE_DIGITS) {
            throw new IllegalArgumentException("an amount has at most 18 digits before the point");
        }
        currency = Currency.getInstance(currency).getCurrencyCode();
    }

    /**
     * Reads an amount as a person or a platform states it.
     *
     * @throws IllegalArgumentException where it is no plain decimal, has over eight decimals, or the currency is
     *     unknown
     */
    public static Money of(String amount, String currency) {
        return new Money(PlainAmount.parse(amount), code(currency));
    }

    @JsonCreator
    static Money read(
            @JsonProperty("amount") @Nullable String amount, @JsonProperty("currency") @Nullable String currency) {
        if (amount == null || currency == null) {
            throw new IllegalArgumentException("needs an amount and a currency");
        }
        return of(amount, currency);
    }

    public static Money zero(String currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(same(other)), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(same(other)), currency);
    }

    /** The product, half up to eight decimals. */
    public Money times(BigDecimal factor) {
        return new Money(amount.multiply(factor), currency);
    }

    @JsonIgnore
    public boolean isNegative() {
        return amount.signum() < 0;
    }

    /**
     * The amount a person or an invoice reads: two decimals, half away from zero. The only place where money is rounded
     * for show.
     */
    public Money rounded() {
        return new Money(amount.setScale(SHOWN_DECIMALS, RoundingMode.HALF_UP), currency);
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(same(other));
    }

    /** For logs and sentences: {@code 12.3400 CNY}. */
    @Override
    public String toString() {
        return PlainAmount.text(amount) + " " + currency;
    }

    private BigDecimal same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("%s and %s do not mix".formatted(currency, other.currency));
        }
        return other.amount;
    }

    private static String code(String currency) {
        try {
            return Currency.getInstance(currency).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("'%s' is not an ISO 4217 currency code".formatted(currency), unknown);
        }
    }
}
