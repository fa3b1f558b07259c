package io.burstlease.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

class MoneyTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void equal_amounts_are_equal_however_they_are_written() {
        assertThat(Money.of("12.3", "CNY")).isEqualTo(Money.of("12.30000000", "CNY"));
        assertThat(Money.of("12.3", "CNY")).hasSameHashCodeAs(Money.of("12.300", "CNY"));
    }

    @Test
    void sums_and_differences_are_exact() {
        Money sum = Money.of("0.1", "CNY").plus(Money.of("0.2", "CNY"));

        assertThat(sum).isEqualTo(Money.of("0.3", "CNY"));
        assertThat(sum.minus(Money.of("0.30000001", "CNY"))).isEqualTo(Money.of("-0.00000001", "CNY"));
        assertThat(sum.minus(sum)).isEqualTo(Money.zero("CNY"));
    }

    @ParameterizedTest
    @CsvSource({
        "0.00000001, 0.5, 0.00000001",
        "0.00000001, 0.49, 0",
        "277.93, 24, 6670.32",
        "-0.00000001, 0.5, -0.00000001"
    })
    void a_product_keeps_eight_decimals_half_up(String amount, BigDecimal factor, String product) {
        assertThat(Money.of(amount, "CNY").times(factor)).isEqualTo(Money.of(product, "CNY"));
    }

    @ParameterizedTest
    @CsvSource({"0.005, 0.01", "0.00499999, 0", "-0.005, -0.01", "2.675, 2.68", "1.01, 1.01"})
    void what_a_person_reads_has_two_decimals_half_up(String amount, String shown) {
        assertThat(Money.of(amount, "CNY").rounded()).isEqualTo(Money.of(shown, "CNY"));
    }

    @Test
    void currencies_do_not_mix() {
        Money yuan = Money.of("1", "CNY");
        Money dollar = Money.of("1", "USD");

        assertThatIllegalArgumentException().isThrownBy(() -> yuan.plus(dollar)).withMessageContaining("CNY");
        assertThatIllegalArgumentException().isThrownBy(() -> yuan.minus(dollar));
        assertThatIllegalArgumentException().isThrownBy(() -> yuan.compareTo(dollar));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "1e3", "1,5", "0x10", "+1", ".5", "1.", "1.123456789", "1234567890123456789", "NaN"})
    void an_amount_is_a_plain_decimal(String amount) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(amount, "CNY"));
    }

    @Test
    void an_amount_grows_no_further_than_eighteen_digits() {
        Money most = Money.of("999999999999999999.99999999", "CNY");

        assertThatIllegalArgumentException().isThrownBy(() -> most.plus(Money.of("0.00000001", "CNY")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yuan", "cny", "XYZ", ""})
    void a_currency_is_one_of_iso_4217(String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of("1", currency));
    }

    @ParameterizedTest
    @CsvSource({
        "12.34, 12.3400",
        "0, 0.0000",
        "-5, -5.0000",
        "1.12345678, 1.12345678",
        "100000000000, 100000000000.0000"
    })
    void json_has_the_amount_as_a_plain_string_with_four_decimals_or_more(String amount, String written) {
        String json = JSON.writeValueAsString(Money.of(amount, "CNY"));

        assertThat(json).isEqualTo("{\"amount\":\"%s\",\"currency\":\"CNY\"}".formatted(written));
        assertThat(JSON.readValue(json, Money.class)).isEqualTo(Money.of(amount, "CNY"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"amount\":\"1\"}", "{\"currency\":\"CNY\"}", "{\"amount\":\"x\",\"currency\":\"CNY\"}"})
    void json_without_both_is_no_money(String json) {
        assertThatExceptionOfType(DatabindException.class).isThrownBy(() -> JSON.readValue(json, Money.class));
    }

    @Test
    void amounts_are_ordered_and_know_their_sign() {
        assertThat(Money.of("1", "CNY")).isLessThan(Money.of("1.00000001", "CNY"));
        assertThat(Money.of("-0.00000001", "CNY").isNegative()).isTrue();
        assertThat(Money.zero("CNY").isNegative()).isFalse();
    }
}
