package io.burstlease.money;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/**
 * The text form of an amount: no exponent, never fewer than four decimals. A string, so that no reader makes it a
 * double.
 */
final class PlainAmount extends ValueSerializer<BigDecimal> {

    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,18}(\\.\\d{1,8})?");
    private static final int DECIMALS = 4;

    static String text(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return shortest.scale() < DECIMALS ? shortest.setScale(DECIMALS).toPlainString() : shortest.toPlainString();
    }

    static BigDecimal parse(String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not an amount: up to 18 digits, then up to 8 decimals".formatted(text));
        }
        return new BigDecimal(text);
    }

    @Override
    public void serialize(BigDecimal amount, JsonGenerator json, SerializationContext context) {
        json.writeString(text(amount));
    }
}
