package io.burstlease.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.burstlease.money.Money;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A cost report for a spreadsheet: UTF-8 with a byte order mark, which Excel needs, and plain decimals. */
final class CostCsv {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** What a formula begins with. */
    private static final String FORMULA = "=+-@\t\r\n";

    private CostCsv() {}

    static String of(CostReport report) {
        StringWriter text = new StringWriter();
        text.append(BYTE_ORDER_MARK);
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            write(report, csv);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(CostReport report, CsvWriter csv) {
        csv.writeRecord(
                Stream.concat(report.groupBy().stream().map(Enum::name), Stream.of("HOST_HOURS", "AMOUNT", "CURRENCY"))
                        .toList());
        for (CostReport.Row row : report.rows()) {
            List<String> fields = new ArrayList<>();
            report.groupBy().forEach(group -> fields.add(text(row.group().getOrDefault(group, ""))));
            fields.add(row.hostHours().toPlainString());
            fields.addAll(amount(row.amount()));
            csv.writeRecord(fields);
        }
    }

    /** A text that a spreadsheet would take for a formula is made one that it shows. */
    private static String text(String value) {
        return !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    }

    private static List<String> amount(Money money) {
        return List.of(money.amount().toPlainString(), money.currency());
    }
}
