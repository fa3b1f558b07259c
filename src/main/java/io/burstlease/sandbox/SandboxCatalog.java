package io.burstlease.sandbox;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.offer.PricedItem;
import io.burstlease.offer.Prices;
import io.burstlease.offer.Zone;
import io.burstlease.offer.Zones;
import io.burstlease.sandbox.cloud.world.Catalogue;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.sandbox.cloud.world.DiskPrice;
import io.burstlease.sandbox.cloud.world.InstanceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Fills an empty sandbox: what can be leased, at sample prices, and three teams with people, platforms and budgets.
 * Running again adds only what is missing.
 */
@Component
@Profile("sandbox")
class SandboxCatalog {

    private static final String SOURCE = "sample";
    private static final String CURRENCY = "CNY";

    /** Before any history that is shown. */
    private static final Instant ACTIVE_FROM = Instant.parse("2024-01-01T00:00:00Z");

    private static final int SPOT_DECIMALS = 3;
    private static final int PRICE_DECIMALS = 8;
    private static final int CENTS = 2;
    private static final BigDecimal MONTHS_OF_A_YEAR = BigDecimal.valueOf(12);
    private static final BigDecimal WEEKS_OF_A_YEAR = BigDecimal.valueOf(52);
    private static final List<PaidPeriod> PERIODS = Stream.of("P1W", "P2W", "P3W", "P1M", "P2M", "P3M", "P6M")
            .map(PaidPeriod::parse)
            .toList();
    private static final int MONTHS_BACK = 3;
    private static final int MONTHS_AHEAD = 5;
    private static final Map<String, String> MONTHLY_BUDGETS =
            Map.of("vtraining", "900000", "vserving", "300000", "research", "60000");

    private final DataSource database;
    private final JdbcClient jdbc;
    private final Prices prices;
    private final Zones zones;
    private final BillingZone billingZone;
    private final TransactionOperations transactions;
    private final Clock clock;

    SandboxCatalog(
            DataSource database,
            JdbcClient jdbc,
            Prices prices,
            Zones zones,
            BillingZone billingZone,
            TransactionOperations transactions,
            Clock clock) {
        this.transactions = transactions;
        this.database = database;
        this.jdbc = jdbc;
        this.prices = prices;
        this.zones = zones;
        this.billingZone = billingZone;
        this.clock = clock;
    }

    /** All at once: a thousand prices are not a thousand transactions. */
    void seed() {
        transactions.executeWithoutResult(status -> fill());
    }

    private void fill() {
        ResourceDatabasePopulator script = new ResourceDatabasePopulator(new ClassPathResource("sandbox/catalog.sql"));
        script.setSqlScriptEncoding(StandardCharsets.UTF_8.name());
        script.execute(database);
        text("sandbox/prices.txt").lines().filter(line -> !line.startsWith("#")).forEach(this::price);
        MONTHLY_BUDGETS.forEach(this::budgets);
    }

    /** {@code HOST type amount} or {@code DISK category level amount}. */
    private void price(String line) {
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        PricedItem item = PricedItem.valueOf(line.substring(0, first));
        String sku = line.substring(first + 1, last);
        Money perHour = Money.of(line.substring(last + 1), CURRENCY);
        for (Zone zone : zones.all()) {
            prices.learn(item, sku, zone.id(), ChargeType.POSTPAID, perHour, SOURCE, ACTIVE_FROM);
            prices.learn(item, sku, zone.id(), ChargeType.SPOT, atMarket(item, perHour), SOURCE, ACTIVE_FROM);
        }
        perMonth(item, sku).ifPresent(perMonth -> periods(item, sku, perMonth));
    }

    /** Of the emulated cloud; not every type is sold in advance. */
    private static Optional<BigDecimal> perMonth(PricedItem item, String sku) {
        Catalogue catalogue = CloudWorld.sample().catalogue();
        if (item == PricedItem.HOST) {
            return catalogue.kind(sku).map(InstanceKind::pricePerMonth);
        }
        int space = sku.indexOf(' ');
        return catalogue
                .disk(space < 0 ? sku : sku.substring(0, space), space < 0 ? "" : sku.substring(space + 1))
                .map(DiskPrice::gibPerMonth);
    }

    /** A week costs its share of a year, as in the emulated cloud. */
    private void periods(PricedItem item, String sku, BigDecimal perMonth) {
        for (PaidPeriod period : PERIODS) {
            BigDecimal count = BigDecimal.valueOf(period.count());
            BigDecimal amount = period.unit() == PaidPeriod.Unit.MONTH
                    ? perMonth.multiply(count)
                    : perMonth.multiply(MONTHS_OF_A_YEAR)
                            .multiply(count)
                            .divide(WEEKS_OF_A_YEAR, PRICE_DECIMALS, RoundingMode.HALF_UP);
            Money price = new Money(
                    item == PricedItem.HOST ? amount.setScale(CENTS, RoundingMode.HALF_UP) : amount, CURRENCY);
            for (Zone zone : zones.all()) {
                prices.learn(item, sku, zone.id(), period, price, SOURCE, ACTIVE_FROM);
            }
        }
    }

    /** The market of the emulated cloud stands still; its disks cost the same for every host. */
    private static Money atMarket(PricedItem item, Money perHour) {
        BigDecimal share = CloudWorld.sample().catalogue().spotShare();
        return item == PricedItem.DISK
                ? perHour
                : new Money(
                        perHour.amount().multiply(share).setScale(SPOT_DECIMALS, RoundingMode.HALF_UP),
                        perHour.currency());
    }

    private void budgets(String team, String amount) {
        YearMonth now = billingZone.month(clock.instant());
        for (int month = -MONTHS_BACK; month <= MONTHS_AHEAD; month++) {
            jdbc.sql("""
                            insert into team_budget (team_id, month, amount, currency)
                            values (:team, :month, :amount, :currency)
                            on conflict do nothing
                            """)
                    .param("team", team)
                    .param("month", now.plusMonths(month).atDay(1))
                    .param("amount", new BigDecimal(amount))
                    .param("currency", CURRENCY)
                    .update();
        }
    }

    private static String text(String resource) {
        try {
            return new ClassPathResource(resource).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
