package io.burstlease.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.web.Fault;
import io.burstlease.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvAdoptionsTests {

    @Test
    void a_spreadsheet_says_the_same_as_json() {
        String commas = """
                \uFEFFinstanceId,nodeName,team,project,owner,purpose,hostClass,term
                i-1,gpu-old-1,vision,base,mia,"The spring run, by hand",a100-8x,P14D

                i-2,,vision,base,mia,"The ""other"" run",a100-8x,P14D
                """;

        assertThat(CsvAdoptions.read(commas).hosts())
                .containsExactly(
                        line("i-1", "gpu-old-1", "The spring run, by hand"), line("i-2", null, "The \"other\" run"));
        assertThat(CsvAdoptions.read("instanceId;nodeName;team;project;owner;purpose;hostClass;term\r\n"
                                + "i-1;gpu-old-1;vision;base;mia;春季;a100-8x;P14D\r\n")
                        .hosts())
                .containsExactly(line("i-1", "gpu-old-1", "春季"));
    }

    @Test
    void a_spreadsheet_without_the_columns_is_refused_with_all_that_is_wrong() {
        assertThatThrownBy(() -> CsvAdoptions.read("instanceId,team,purpos\ni-1,vision,x\n"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(Fault::field)
                                .containsExactly("purpos", "project", "owner", "purpose", "hostClass"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i-1,vision",
                "\"i-1,vision,base,mia,x,a100-8x",
                "i-1,a,b,c,d,e,f,g",
                "\"i-1\"x,vision,base,mia,x,a100-8x"
            })
    void a_line_that_is_no_line_is_refused(String line) {
        assertThatThrownBy(() -> CsvAdoptions.read("instanceId,team,project,owner,purpose,hostClass\n" + line))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(Fault::reason)
                                .containsExactly("malformed-csv"));
    }

    private static HostToAdopt line(String instance, @Nullable String node, String purpose) {
        return new HostToAdopt(
                instance, node, "vision", "base", "mia", purpose, "a100-8x", "P14D", null, null, null, null, null);
    }
}
