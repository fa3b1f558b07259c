package io.burstlease.offer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.testing.Market;
import io.burstlease.testing.SchemaGuard;
import io.burstlease.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfferSchemaTests {

    private static final String PRICE = """
            insert into price (
              item, sku, zone, charge_type, unit, amount, currency, source, active_from, known_from
            )
            values ('%s', 'sku', '%s', '%s', '%s', %s, '%s', '%s', '2026-01-01', '2026-01-01')
            """;

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final SchemaGuard schema = new SchemaGuard(owner);

    @BeforeAll
    void theMarket() {
        Market.in(owner);
    }

    @ParameterizedTest
    @CsvSource({
        "RENT, z-1, POSTPAID, HOUR,      1,  CNY,  x,  price_item_check",
        "HOST, z-9, POSTPAID, HOUR,      1,  CNY,  x,  price_zone_fkey",
        "HOST, z-1, LEASED,   HOUR,      1,  CNY,  x,  price_charge_type_check",
        "HOST, z-1, PREPAID,  DAY,       1,  CNY,  x,  price_unit_check",
        "HOST, z-1, PREPAID,  MONTH,     1,  CNY,  x,  price_unit_check",
        "HOST, z-1, PREPAID,  P0M,       1,  CNY,  x,  price_unit_check",
        "HOST, z-1, POSTPAID, HOUR,      0,  CNY,  x,  price_amount_check",
        "HOST, z-1, POSTPAID, HOUR,      -1, CNY,  x,  price_amount_check",
        "HOST, z-1, POSTPAID, HOUR,      1,  yuan, x,  price_currency_check",
        "HOST, z-1, POSTPAID, HOUR,      1,  CNY,  '', price_source_check",
        "HOST, z-1, POSTPAID, GIB_HOUR,  1,  CNY,  x,  price_check",
        "DISK, z-1, POSTPAID, HOUR,      1,  CNY,  x,  price_check",
        "HOST, z-1, PREPAID,  HOUR,      1,  CNY,  x,  price_check1",
        "HOST, z-1, POSTPAID, P1M,       1,  CNY,  x,  price_check1",
        "DISK, z-1, SPOT,     GIB_P1M,   1,  CNY,  x,  price_check1",
    })
    void a_price_is_of_something_in_its_unit_and_never_nothing(
            String item,
            String zone,
            String chargeType,
            String unit,
            String amount,
            String currency,
            String source,
            String rule) {
        schema.refuses(PRICE.formatted(item, zone, chargeType, unit, amount, currency, source), rule);
    }

    @Test
    void the_same_price_stands_once() {
        schema.accepts(PRICE.formatted("HOST", "z-1", "POSTPAID", "HOUR", "1", "CNY", "x"));
        schema.refuses(
                PRICE.formatted("HOST", "z-1", "POSTPAID", "HOUR", "2", "CNY", "x"), "price_item_sku_zone_charge_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"update price set amount = 1", "delete from price", "truncate price"})
    void the_service_may_not_change_a_price(String sql) {
        JdbcClient service = JdbcClient.create(database.service());

        assertThatThrownBy(() -> service.sql(sql).update())
                .rootCause()
                .hasMessageContaining("permission denied for table price");
    }

    @Test
    void no_two_zones_share_a_vswitch() {
        schema.refuses("insert into zone values ('z-3', 'r', 'vsw-1', 'vsw-pod-3')", "zone_v_switch_id_key");
        schema.refuses("insert into zone values ('z-3', 'r', 'vsw-3', 'vsw-pod-1')", "zone_pod_v_switch_id_key");
    }

    @ParameterizedTest
    @CsvSource({
        "z-9, POSTPAID, NoStock, 1, 2026-01-02, stock_memory_zone_fkey",
        "z-1, LEASED,   NoStock, 1, 2026-01-02, stock_memory_charge_type_check",
        "z-1, POSTPAID, '',      1, 2026-01-02, stock_memory_code_check",
        "z-1, POSTPAID, NoStock, 0, 2026-01-02, stock_memory_refusals_check",
        "z-1, POSTPAID, NoStock, 1, 2026-01-01, stock_memory_check",
    })
    void a_refusal_is_remembered_whole(
            String zone, String chargeType, String code, int refusals, String tryAgain, String rule) {
        schema.refuses("""
                insert into stock_memory values ('ecs.small', '%s', '%s', '2026-01-01', '%s', %d, '%s')
                """.formatted(zone, chargeType, code, refusals, tryAgain), rule);
    }
}
