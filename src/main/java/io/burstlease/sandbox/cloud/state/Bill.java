package io.burstlease.sandbox.cloud.state;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.burstlease.sandbox.cloud.world.ChargeType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The provider's bill for a time, made of its own log and by its own arithmetic; money is text in JSON. */
public record Bill(
        Instant from,
        Instant to,
        String currency,
        List<Line> lines,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal total) {

    private static final BigDecimal SECONDS_OF_AN_HOUR = BigDecimal.valueOf(3600);

    /**
     * One line: an item of an instance at one price, or a term bought.
     *
     * @param item {@code instance}, {@code systemDisk}, {@code dataDisk1} and so on
     * @param seconds billed; 0 for a purchase
     * @param pricePerHour null for a purchase
     * @param amount 8 decimals, half up
     */
    public record Line(
            String instanceId,
            String item,
            ChargeType chargeType,
            @Nullable String orderId,
            Instant from,
            Instant to,
            long seconds,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            BigDecimal pricePerHour,

            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount) {}

    /**
     * Makes the bill of a time.
     *
     * @param to exclusive; what is used after now is not billed yet
     */
    static Bill of(MeterLog log, String currency, Instant from, Instant to, Instant now) {
        Instant billed = to.isBefore(now) ? to : now.truncatedTo(ChronoUnit.SECONDS);
        List<Line> lines = new ArrayList<>();
        for (MeterLog.Usage usage : log.usages()) {
            Instant begin = usage.from().isBefore(from) ? from : usage.from();
            Instant end = usage.to() == null || usage.to().isAfter(billed) ? billed : usage.to();
            if (begin.isBefore(end)) {
                lines.add(used(usage, begin, end));
            }
        }
        for (MeterLog.Purchase purchase : log.purchases()) {
            if (!purchase.at().isBefore(from) && purchase.at().isBefore(to)) {
                lines.add(bought(purchase));
            }
        }
        BigDecimal total = lines.stream().map(Line::amount).reduce(BigDecimal.ZERO.setScale(8), BigDecimal::add);
        return new Bill(from, to, currency, lines, total);
    }

    private static Line used(MeterLog.Usage usage, Instant from, Instant to) {
        long seconds = Duration.between(from, to).toSeconds();
        BigDecimal amount = usage.pricePerHour()
                .multiply(BigDecimal.valueOf(seconds))
                .divide(SECONDS_OF_AN_HOUR, 8, RoundingMode.HALF_UP);
        return new Line(
                usage.instanceId(),
                usage.item(),
                usage.chargeType(),
                null,
                from,
                to,
                seconds,
                usage.pricePerHour(),
                amount);
    }

    private static Line bought(MeterLog.Purchase purchase) {
        return new Line(
                purchase.instanceId(),
                purchase.item(),
                ChargeType.PREPAID,
                purchase.orderId(),
                purchase.termStart(),
                purchase.termEnd(),
                0,
                null,
                purchase.amount().setScale(8, RoundingMode.HALF_UP));
    }
}
