package io.burstlease.adopt;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;

/** Reads hosts to adopt from a spreadsheet: a header with the names of the fields, and a line for each host. */
final class CsvAdoptions extends AbstractHttpMessageConverter<AdoptionRequest> {

    static final String TEXT_CSV = "text/csv";

    private static final String MALFORMED = "malformed-csv";

    private static final Set<String> COLUMNS = Arrays.stream(HostToAdopt.class.getRecordComponents())
            .map(component -> component.getName())
            .collect(Collectors.toCollection(LinkedHashSet::new));

    CsvAdoptions() {
        super(StandardCharsets.UTF_8, MediaType.parseMediaType(TEXT_CSV));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == AdoptionRequest.class;
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected AdoptionRequest readInternal(Class<? extends AdoptionRequest> type, HttpInputMessage message)
            throws IOException {
        return read(new String(message.getBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Excel puts a byte order mark in front, and semicolons between the fields where commas are decimal. */
    static AdoptionRequest read(String text) {
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        String header = bare.lines().findFirst().orElse("");
        char separator = header.contains(";") ? ';' : ',';
        List<HostToAdopt> hosts = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .fieldSeparator(separator)
                .allowUnclosedQuote(false)
                .skipEmptyLines(true)
                .ofNamedCsvRecord(bare)) {
            for (NamedCsvRecord line : csv) {
                if (hosts.isEmpty()) {
                    mustBeColumns(line.getHeader());
                }
                if (line.getFieldCount() != line.getHeader().size()) {
                    throw invalid(
                            "body",
                            MALFORMED,
                            "line %d has %d fields, the header has %d"
                                    .formatted(
                                            line.getStartingLineNumber(),
                                            line.getFieldCount(),
                                            line.getHeader().size()));
                }
                hosts.add(host(line));
            }
        } catch (CsvParseException malformed) {
            throw invalid("body", MALFORMED, String.valueOf(malformed.getMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new AdoptionRequest(hosts);
    }

    private static void mustBeColumns(List<String> header) {
        List<Fault> faults = Stream.concat(
                        header.stream()
                                .filter(name -> !COLUMNS.contains(name.strip()))
                                .map(name -> new Fault(name, "unknown-field", "the columns are " + COLUMNS)),
                        Stream.of("instanceId", "team", "project", "owner", "purpose", "hostClass")
                                .filter(name -> header.stream()
                                        .noneMatch(each -> each.strip().equals(name)))
                                .map(name -> new Fault(name, "required", "the header lacks this column")))
                .toList();
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private static @Nullable BigDecimal amount(NamedCsvRecord line, String name) {
        String text = field(line, name);
        try {
            return text == null ? null : new BigDecimal(text);
        } catch (NumberFormatException unreadable) {
            throw invalid(name, "type", "line %d: '%s' is no amount".formatted(line.getStartingLineNumber(), text));
        }
    }

    private static HostToAdopt host(NamedCsvRecord line) {
        return new HostToAdopt(
                text(line, "instanceId"),
                field(line, "nodeName"),
                field(line, "team"),
                field(line, "project"),
                text(line, "owner"),
                text(line, "purpose"),
                field(line, "hostClass"),
                field(line, "term"),
                field(line, "endsAt"),
                field(line, "grace"),
                field(line, "workload"),
                amount(line, "paid"),
                field(line, "paidFrom"));
    }

    private static String text(NamedCsvRecord line, String name) {
        String value = field(line, name);
        return value == null ? "" : value;
    }

    private static @Nullable String field(NamedCsvRecord line, String name) {
        return line.findField(name)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(null);
    }

    private static ProblemException invalid(String field, String reason, String message) {
        return ProblemException.invalid(List.of(new Fault(field, reason, message)));
    }

    @Override
    protected void writeInternal(AdoptionRequest request, HttpOutputMessage message) {
        throw new UnsupportedOperationException("only read");
    }
}
