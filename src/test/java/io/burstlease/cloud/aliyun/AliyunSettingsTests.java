package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.settings.SettingsCheck;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;

class AliyunSettingsTests {

    private static final String ID = "burstlease.cloud.access-key-id=testid";
    private static final String SECRET = "burstlease.cloud.access-key-secret=keep-me";
    private static final String REGION = "burstlease.cloud.region=cn-shanghai";

    @Test
    void a_region_and_credentials_are_enough() {
        assertThat(faults(REGION, ID, SECRET)).isEmpty();
    }

    @Test
    void everything_wrong_is_named_at_once() {
        assertThat(faults(
                        ID,
                        "burstlease.cloud.endpoint=http://127.0.0.1:8081",
                        "burstlease.cloud.proxy=proxy",
                        "burstlease.cloud.insecure-http=true",
                        "burstlease.cloud.read-timeout=1s",
                        "burstlease.cloud.threads=0",
                        "burstlease.cloud.page-size=5"))
                .satisfiesExactly(
                        fault -> assertThat(fault).contains("burstlease.cloud.region is missing"),
                        fault -> assertThat(fault).contains("burstlease.cloud.endpoint"),
                        fault -> assertThat(fault).contains("burstlease.cloud.proxy"),
                        fault -> assertThat(fault).contains("access-key-secret belong together"),
                        fault -> assertThat(fault).contains("never sent in the clear"),
                        fault -> assertThat(fault).contains("hard-deadline"),
                        fault -> assertThat(fault).contains("burstlease.cloud.threads is 0"),
                        fault -> assertThat(fault).contains("burstlease.cloud.page-size is 5"));
    }

    @Test
    void plain_http_is_for_an_endpoint_of_its_own() {
        assertThat(faults(REGION, ID, SECRET, "burstlease.cloud.insecure-http=true"))
                .singleElement()
                .asString()
                .contains("insecure-http")
                .contains("burstlease.cloud.endpoint");
    }

    @Test
    void a_value_that_cannot_be_read_is_named() {
        assertThat(faults(REGION, ID, SECRET, "burstlease.cloud.hard-deadline=soon"))
                .singleElement()
                .asString()
                .contains("burstlease.cloud.hard-deadline")
                .contains("soon");
    }

    @Test
    void another_adapter_is_not_asked_for_settings_of_this_one() {
        assertThat(faults("burstlease.cloud.adapter=other")).isEmpty();
    }

    @Test
    void the_check_is_found_at_start() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(SettingsCheck.class))
                .hasAtLeastOneElementOfType(AliyunSettingsCheck.class);
    }

    @Test
    void settings_in_words_keep_the_keys_to_themselves() {
        assertThat(Adapter.settings("127.0.0.1:1").toString()).doesNotContain(Adapter.SECRET, "testid");
    }

    private static List<String> faults(String... properties) {
        var environment = new MockEnvironment();
        Arrays.stream(properties)
                .map(property -> property.split("=", 2))
                .forEach(property -> environment.setProperty(property[0], property[1]));
        return new AliyunSettingsCheck().faults(environment);
    }
}
