package io.burstlease.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.burstlease.lease.Lease;
import io.burstlease.lease.LeaseState;
import io.burstlease.testing.Ask;
import io.burstlease.testing.StageTest;
import io.burstlease.web.Caller;
import io.burstlease.web.IfMatch;
import io.burstlease.web.ProblemException;
import io.burstlease.web.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Noon is eight in the evening in Shanghai. */
class ProtectedWindowTests extends StageTest {

    private static final Caller MIA = new Caller("mia", "Mia", Set.of(Role.MEMBER), null, false);
    private static final Caller OSCAR = new Caller("oscar", "Oscar", Set.of(Role.OPERATOR), null, false);
    private static final IfMatch WHATEVER = new IfMatch("*");

    /** 12:30 to 18:00. */
    private static final String EVENING = "MONDAY 20:30-02:00";

    private static final Instant CLOSE = Instant.parse("2026-03-02T18:00:00Z");

    private final Release release;

    ProtectedWindowTests(Parts parts, Release release) {
        super(parts);
        this.release = release;
    }

    @Test
    void a_term_that_would_end_in_a_window_ends_at_its_close_and_no_host_is_drained_before() {
        Lease lease = active(Ask.from(now()).term("PT2H").servingIn(EVENING));

        assertThat(lease.end()).isEqualTo(CLOSE);
        world.hurry();
        assertThat(world.until(Duration.ofHours(8), () -> stateOf(lease) == LeaseState.RELEASING))
                .isTrue();
        assertThat(now()).isBetween(CLOSE, CLOSE.plus(Duration.ofMinutes(1)));
    }

    @Test
    void the_cloud_itself_releases_only_behind_the_window() {
        active(Ask.from(now()).term("PT2H").servingIn(EVENING));

        assertThat(world.cloud.live())
                .allSatisfy(instance -> assertThat(instance.releaseAt())
                        .isAfterOrEqualTo(CLOSE.plus(GRACE).plus(Duration.ofMinutes(30))));
    }

    @Test
    void it_is_not_given_back_where_its_grace_would_reach_into_a_window() {
        Lease lease = active(Ask.from(now()).servingIn(EVENING));
        world.pass(Duration.between(now(), Instant.parse("2026-03-02T12:21:00Z")));

        assertThatThrownBy(() -> release.of(MIA, lease.id(), WHATEVER, because(false)))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.reason()).isEqualTo("protected-window");
                    assertThat(refused).hasMessageContaining(CLOSE.toString());
                });
        assertThat(stateOf(lease)).isEqualTo(LeaseState.ACTIVE);

        release.of(OSCAR, lease.id(), WHATEVER, because(true));
        assertThat(stateOf(lease)).isEqualTo(LeaseState.RELEASING);
    }

    @Test
    void it_is_given_back_where_the_grace_is_over_before() {
        Lease lease = active(Ask.from(now()).servingIn(EVENING));
        world.pass(Duration.ofMinutes(5));

        release.of(MIA, lease.id(), WHATEVER, because(false));

        assertThat(stateOf(lease)).isEqualTo(LeaseState.RELEASING);
    }

    private Lease active(Ask ask) {
        Lease lease = approved(ask.ask());
        assertThat(world.until(Duration.ofMinutes(10), () -> stateOf(lease) == LeaseState.ACTIVE))
                .isTrue();
        return leases.get(lease.id());
    }

    private static ReleaseController.ReleaseRequest because(boolean force) {
        return new ReleaseController.ReleaseRequest("the launch is over", force);
    }
}
