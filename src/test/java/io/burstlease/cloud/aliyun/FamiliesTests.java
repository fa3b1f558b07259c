package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cloud.CloudException.Family;
import io.burstlease.cloud.LaunchReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Every code of the cloud's tables, by what is to be done next and by what it says of a purchase. */
class FamiliesTests {

    @ParameterizedTest
    @CsvFileSource(resources = "codes.csv", numLinesToSkip = 1)
    void a_code_belongs_to_the_family_of_what_is_done_next(int status, String code, Family family, boolean refusal) {
        assertThat(Families.of(code)).isEqualTo(family);
    }

    /** Over the wire, through the SDK: the table above and the path to it are two things. */
    @ParameterizedTest
    @CsvFileSource(resources = "codes.csv", numLinesToSkip = 1)
    void a_purchase_is_refused_only_by_a_code_that_means_nothing_was_bought(
            int status, String code, Family family, boolean refusal) {
        try (var cloud = new ScriptedCloud(WireReply.error(status, code));
                var adapter = new Adapter(cloud.endpoint())) {
            LaunchReply reply = adapter.hosts.launch(Adapter.aLaunch());

            if (refusal) {
                assertThat(reply).isEqualTo(new LaunchReply.Refused(family, code, "said the cloud", "R-1"));
            } else {
                assertThat(reply).isEqualTo(new LaunchReply.Unsettled(code, "said the cloud"));
            }
            assertThat(cloud.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503"})
    void a_server_failure_never_refuses_a_purchase_whatever_its_code(int status) {
        try (var cloud = new ScriptedCloud(WireReply.error(status, "OperationDenied.NoStock"));
                var adapter = new Adapter(cloud.endpoint())) {
            assertThat(adapter.hosts.launch(Adapter.aLaunch())).isInstanceOf(LaunchReply.Unsettled.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"401,PERMISSION", "403,PERMISSION", "404,UNKNOWN", "429,THROTTLED", "302,TRANSIENT", "503,TRANSIENT"})
    void the_status_speaks_only_where_there_is_no_code(int status, Family family) {
        assertThat(Families.ofStatus(status)).isEqualTo(family);
    }
}
