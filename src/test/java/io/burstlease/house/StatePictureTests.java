package io.burstlease.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.host.HostState;
import io.burstlease.host.LaunchState;
import io.burstlease.lease.GrowthState;
import io.burstlease.lease.LeaseState;
import io.burstlease.lease.RenewalState;
import io.burstlease.testing.Guide;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures of the states in the guide are drawn from the code. */
class StatePictureTests {

    static Stream<Arguments> pictures() {
        return Stream.of(
                Arguments.of("lease states", picture(LeaseState.values(), LeaseState::next)),
                Arguments.of("renewal states", picture(RenewalState.values(), RenewalState::next)),
                Arguments.of("growth states", picture(GrowthState.values(), GrowthState::next)),
                Arguments.of("launch states", picture(LaunchState.values(), LaunchState::next)),
                Arguments.of("host states", picture(HostState.values(), HostState::next)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pictures")
    void a_picture_shows_the_states_as_they_are(String part, String picture) {
        Guide guide = Guide.of("leases.md", part);
        assertThat(guide.text())
                .as("copy %s over it where the change is meant", guide.propose(picture))
                .isEqualTo(picture);
    }

    private static <S extends Enum<S>> String picture(S[] states, Function<S, Set<S>> next) {
        String moves = Arrays.stream(states)
                .flatMap(from -> next.apply(from).isEmpty()
                        ? Stream.of("    %s --> [*]".formatted(from))
                        : next.apply(from).stream().map(to -> "    %s --> %s".formatted(from, to)))
                .collect(Collectors.joining("\n"));
        return "```mermaid\nstateDiagram-v2\n    [*] --> %s\n%s\n```".formatted(states[0], moves);
    }
}
