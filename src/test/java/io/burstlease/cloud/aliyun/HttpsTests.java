package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.cloud.CloudException;
import io.burstlease.cloud.LaunchReply;
import io.burstlease.testing.TestAuthority;
import io.burstlease.testing.TlsFront;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The adapter as a real installation runs it: over HTTPS, to whom the certificate says it is and to nobody else. */
class HttpsTests {

    private static final GeneralName LOOPBACK = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    private static final GeneralName ELSEWHERE = new GeneralName(GeneralName.dNSName, "ecs.cn-shanghai.aliyuncs.com");

    private final TestAuthority authority = new TestAuthority();
    private final EmulatedRegion region = new EmulatedRegion();
    private SSLContext ofTheMachine;

    @BeforeEach
    void the_machine_trusts_the_authority() throws NoSuchAlgorithmException {
        ofTheMachine = SSLContext.getDefault();
        SSLContext.setDefault(authority.client());
    }

    @AfterEach
    void the_machine_trusts_whom_it_did() {
        SSLContext.setDefault(ofTheMachine);
        region.close();
    }

    @Test
    void hosts_are_bought_and_read_over_https() {
        try (TlsFront front = front(authority, LOOPBACK, tomorrow());
                Adapter adapter = region.over(front.endpoint())) {
            LaunchReply reply = adapter.hosts.launch(EmulatedRegion.request("tls-1", EmulatedRegion.A10, 2));

            assertThat(reply).isInstanceOf(LaunchReply.Bought.class);
            assertThat(adapter.hosts.list(List.of(EmulatedRegion.HOSTS_B)).instances())
                    .hasSize(2);
            assertThat(front.heard()).isPositive();
        }
    }

    @Test
    void who_is_somebody_else_hears_nothing() {
        try (TlsFront front = front(authority, ELSEWHERE, tomorrow())) {
            nothingIsSaidTo(front);
        }
    }

    @Test
    void who_is_vouched_for_by_nobody_we_trust_hears_nothing() {
        try (TlsFront front = front(new TestAuthority(), LOOPBACK, tomorrow())) {
            nothingIsSaidTo(front);
        }
    }

    @Test
    void whose_certificate_has_ended_hears_nothing() {
        try (TlsFront front = front(authority, LOOPBACK, Instant.now().minus(Duration.ofHours(1)))) {
            nothingIsSaidTo(front);
        }
    }

    private void nothingIsSaidTo(TlsFront front) {
        try (Adapter adapter = region.over(front.endpoint())) {
            assertThatThrownBy(() -> adapter.hosts.list(List.of(EmulatedRegion.HOSTS_B)))
                    .isInstanceOf(CloudException.class)
                    .hasMessageContaining("SSLHandshakeException");
            assertThat(adapter.hosts.launch(EmulatedRegion.request("tls-2", EmulatedRegion.A10, 1)))
                    .isInstanceOf(LaunchReply.Unsettled.class);
        }
        assertThat(front.heard()).isZero();
        assertThat(region.adapter.hosts.list(List.of(EmulatedRegion.HOSTS_B)).instances())
                .isEmpty();
    }

    private TlsFront front(TestAuthority voucher, GeneralName address, Instant end) {
        return new TlsFront(voucher.server(address, end), region.port());
    }

    private static Instant tomorrow() {
        return Instant.now().plus(Duration.ofHours(12));
    }
}
