package io.burstlease.sandbox.cluster.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.sandbox.cluster.store.ApiFailure;
import io.burstlease.sandbox.cluster.store.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelSelectorTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1|true",
                "a==1|true",
                "a!=1|false",
                "b!=1|true",
                "a in (1, 2)|true",
                "a notin (1,2)|false",
                "b notin (1)|true",
                "a|true",
                "!a|false",
                "!b|true",
                "a=1,b|false",
                "a in (1,2),!b|true",
                "x/y.z=w|true"
            })
    void each_form_means_what_it_means_on_a_server(String selector, boolean selected) {
        assertThat(LabelSelector.parse(selector).matches(Map.of("a", "1", "x/y.z", "w")))
                .isEqualTo(selected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a in 1", "=1", "a=(1)", "a b"})
    void what_is_no_selector_is_refused(String text) {
        assertThatThrownBy(() -> LabelSelector.parse(text)).isInstanceOf(ApiFailure.class);
    }

    @Test
    void the_form_of_workloads_joins_labels_and_expressions() {
        LabelSelector selector = LabelSelector.of(Json.parse("""
                {"matchLabels":{"a":"1"},"matchExpressions":[{"key":"b","operator":"DoesNotExist"}]}
                """));
        assertThat(selector.matches(Map.of("a", "1"))).isTrue();
        assertThat(selector.matches(Map.of("a", "1", "b", "2"))).isFalse();
    }
}
