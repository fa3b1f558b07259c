package io.burstlease.cluster.fabric8;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubeletRequestTests {

    @Test
    void a_kubelets_own_request_is_exact() {
        assertThat(KubeletRequest.read(Fixtures.bytes("kubelet.csr")))
                .isEqualTo(new KubeletRequest("cn-shanghai.i-abc", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"two-organisations", "other-organisation", "no-organisation", "with-san", "with-ca", "with-unit"
            })
    void a_request_for_more_than_a_nodes_identity_is_not_exact_but_shows_its_name(String name) {
        KubeletRequest read = KubeletRequest.read(Fixtures.bytes(name + ".csr"));

        assertThat(read).isEqualTo(new KubeletRequest("cn-shanghai.i-abc", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-names", "not-a-node", "path-in-name"})
    void a_request_that_names_no_single_node_has_no_name(String name) {
        assertThat(KubeletRequest.read(Fixtures.bytes(name + ".csr"))).isEqualTo(new KubeletRequest("", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no pem",
                "-----BEGIN CERTIFICATE REQUEST-----\n!!!!\n-----END CERTIFICATE REQUEST-----\n",
                "-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n",
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n"
            })
    void what_cannot_be_read_asks_for_no_name(String text) {
        assertThat(KubeletRequest.read(text.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(new KubeletRequest("", false));
    }
}
