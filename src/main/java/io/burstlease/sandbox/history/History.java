package io.burstlease.sandbox.history;

import io.burstlease.catalog.Catalog;
import io.burstlease.catalog.HostClass;
import io.burstlease.catalog.InstanceType;
import io.burstlease.cloud.ChargeType;
import io.burstlease.money.BillingZone;
import io.burstlease.money.Money;
import io.burstlease.offer.Prices;
import io.burstlease.offer.Zones;
import io.burstlease.team.Teams;
import io.burstlease.workflow.Recurring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives a sandbox in which nothing has happened yet a past of two months: leases that are all over, with everything
 * that they would have left behind. Nothing of it is ever worked on again. What it cost is worked out by the meter
 * itself, from the spans and the price book.
 */
public final class History {

    /** The same past for everybody who starts on the same day. */
    private static final long SEED = 20_240_229L;

    /** What a charge needs: its month, and the meter. */
    private static final List<String> ROUNDS = List.of("charge-months", "meter");

    private static final Logger LOG = LoggerFactory.getLogger(History.class);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final JsonMapper json;
    private final Catalog catalog;
    private final Zones zones;
    private final Prices prices;
    private final Teams teams;
    private final BillingZone billingZone;
    private final List<Recurring> rounds;
    private final Clock clock;

    /** @param rounds of which some are the meter's */
    public History(
            JdbcClient jdbc,
            TransactionOperations transactions,
            JsonMapper json,
            Catalog catalog,
            Zones zones,
            Prices prices,
            Teams teams,
            BillingZone billingZone,
            List<Recurring> rounds,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.json = json;
        this.catalog = catalog;
        this.zones = zones;
        this.prices = prices;
        this.teams = teams;
        this.billingZone = billingZone;
        this.rounds = rounds.stream()
                .filter(round -> ROUNDS.contains(round.name()))
                .sorted(Comparator.comparing(round -> ROUNDS.indexOf(round.name())))
                .toList();
        this.clock = clock;
    }

    /** Tells it, unless there ever was a lease. */
    public void tell() {
        Instant begun = clock.instant();
        boolean told = Boolean.TRUE.equals(transactions.execute(status -> {
            boolean blank = isBlank();
            if (blank) {
                chronicle().write(jdbc, json);
            }
            return blank;
        }));
        if (told) {
            charge();
            LOG.info(
                    "made up the past of {} leases in {} ms",
                    stories().size(),
                    Duration.between(begun, clock.instant()).toMillis());
        }
    }

    private boolean isBlank() {
        return jdbc.sql("select not exists (select from lease)")
                .query(Boolean.class)
                .single();
    }

    private Chronicle chronicle() {
        Chronicle chronicle = new Chronicle();
        LocalDate today = billingZone.day(clock.instant());
        Dice dice = new Dice(SEED + today.toEpochDay());
        stories().forEach(story -> new LeaseTale(scene(story, today, dice, chronicle)).tell());
        return chronicle;
    }

    private Scene scene(Story story, LocalDate today, Dice dice, Chronicle chronicle) {
        Instant beginning = today.minusDays(story.daysAgo())
                .atTime(story.time())
                .atZone(billingZone.zone())
                .toInstant()
                .plus(dice.seconds(0, 59));
        HostClass hostClass = catalog.hostClass(story.hostClass());
        return new Scene(
                story,
                beginning,
                hostClass,
                zones.all(),
                prices(hostClass, beginning),
                teams.get(story.team()).leads().stream().sorted().findFirst().orElseThrow(),
                billingZone,
                dice,
                json,
                chronicle);
    }

    private Map<String, Money> prices(HostClass hostClass, Instant at) {
        return hostClass.instanceTypes().stream()
                .collect(Collectors.toMap(
                        InstanceType::id,
                        type -> prices.hourly(
                                        hostClass,
                                        type.id(),
                                        zones.all().getFirst().id(),
                                        ChargeType.POSTPAID,
                                        at)
                                .orElseThrow()));
    }

    /** Should this be the last thing that happens, the meter's next round does it. */
    private void charge() {
        try {
            for (Recurring round : rounds) {
                round.run();
            }
        } catch (Exception failed) {
            throw new IllegalStateException("the sandbox's past could not be metered", failed);
        }
    }

    static List<Story> stories() {
        try {
            return new ClassPathResource("sandbox/history.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Story::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
