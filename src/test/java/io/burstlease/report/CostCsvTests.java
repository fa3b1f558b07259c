package io.burstlease.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.money.Money;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostCsvTests {

    private static String of(String team) {
        Money amount = Money.of("12.34567891", "CNY");
        return CostCsv.of(new CostReport(
                Instant.EPOCH,
                Instant.EPOCH,
                "Asia/Shanghai",
                List.of(CostGroup.TEAM),
                List.of(new CostReport.Row(Map.of(CostGroup.TEAM, team), new BigDecimal("1.5000"), amount)),
                amount));
    }

    @Test
    void a_spreadsheet_takes_it_for_utf_8_and_reads_chinese() {
        assertThat(of("视觉组").getBytes(StandardCharsets.UTF_8)).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(of("视觉组").lines())
                .containsExactly("\uFEFFTEAM,HOST_HOURS,AMOUNT,CURRENCY", "视觉组,1.5000,12.34567891,CNY");
    }

    @Test
    void a_spreadsheet_takes_no_name_for_a_formula() {
        for (String formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")) {
            assertThat(of(formula)).as(formula).contains("'" + formula).doesNotContain("\n" + formula);
        }
    }

    @Test
    void a_name_with_a_comma_a_quote_or_a_line_break_stays_one_field() {
        assertThat(of("a,\"b\"\nc")).contains("\"a,\"\"b\"\"\nc\",1.5000");
    }
}
