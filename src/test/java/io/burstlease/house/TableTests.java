package io.burstlease.house;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whose a table is: the one room that reads or writes it. Everybody else reads views. */
@AnalyzeClasses(packages = "io.burstlease", importOptions = ImportOption.DoNotIncludeTests.class)
class TableTests {

    private static final Path MIGRATIONS = Path.of("db/migrations");
    private static final Pattern MADE = Pattern.compile("(?i)\\bcreate table (?:if not exists )?(\\w+)");
    private static final Pattern NAMED =
            Pattern.compile("(?i)\\b(?:from|join|into|update)\\s+(?:only\\s+)?([a-z_]+)\\b");
    private static final Pattern TEXT_BLOCK = Pattern.compile("\"\"\"(.*?)\"\"\"", Pattern.DOTALL);

    @ArchTest
    static void a_table_has_one_room(JavaClasses classes) {
        Set<String> tables = tables();
        var rooms = new TreeMap<String, SortedSet<String>>();
        for (Path source : House.files(House.SOURCES, ".java")) {
            String room = House.room(source);
            if (!House.APART.contains(room)) {
                named(House.text(source))
                        .filter(tables::contains)
                        .forEach(table -> rooms.computeIfAbsent(table, name -> new TreeSet<>())
                                .add(room));
            }
        }
        entities(classes)
                .forEach(entity -> rooms.computeIfAbsent(table(entity), name -> new TreeSet<>())
                        .add(entity.getPackageName().substring(House.HOME.length())));

        assertThat(rooms).isNotEmpty();
        assertThat(rooms.entrySet())
                .filteredOn(use -> use.getValue().size() > 1)
                .isEmpty();
    }

    @ArchTest
    static void sql_that_changes_an_aggregate_moves_its_version_and_names_the_state_it_comes_from(JavaClasses classes) {
        List<String> aggregates = entities(classes)
                .filter(entity ->
                        entity.getAllFields().stream().anyMatch(field -> field.isAnnotatedWith(Version.class)))
                .map(TableTests::table)
                .toList();
        Pattern change = Pattern.compile("(?i)\\bupdate (" + String.join("|", aggregates) + ")\\b");

        assertThat(aggregates).isNotEmpty();
        assertThat(House.files(House.SOURCES, ".java"))
                .flatExtracting(source -> TEXT_BLOCK
                        .matcher(House.text(source))
                        .results()
                        .map(block -> block.group(1))
                        .filter(sql -> change.matcher(sql).find())
                        .toList())
                .allSatisfy(sql -> assertThat(sql)
                        .containsPattern("version = (\\w+\\.)?version \\+ (1|case)")
                        .containsPattern("(?s)where.*\\bstate\\b"));
    }

    private static Set<String> tables() {
        return House.files(MIGRATIONS, ".sql").stream()
                .flatMap(file -> MADE.matcher(House.text(file)).results())
                .map(match -> match.group(1))
                .collect(toCollection(TreeSet::new));
    }

    private static Stream<String> named(String source) {
        return NAMED.matcher(source).results().map((MatchResult match) -> match.group(1));
    }

    private static Stream<JavaClass> entities(JavaClasses classes) {
        return classes.stream().filter(type -> type.isAnnotatedWith(Entity.class));
    }

    private static String table(JavaClass entity) {
        return entity.tryGetAnnotationOfType(Table.class)
                .map(Table::name)
                .orElseGet(() -> entity.getSimpleName().toLowerCase(Locale.ROOT));
    }
}
