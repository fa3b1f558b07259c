package io.burstlease.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What only the source shows: the compiler gives every switch a default of its own. */
class SourceTests {

    @Test
    void a_switch_over_states_or_a_sealed_family_names_every_case() {
        assertThat(new Switches(House.files(House.SOURCES, ".java")).withNeedlessDefault())
                .isEmpty();
    }

    @Test
    void a_default_is_seen_beside_states_and_beside_a_sealed_family() {
        String states = """
                enum State { OPEN, SHUT }
                sealed interface Answer { record Yes() implements Answer {} record No(String why) implements Answer {} }
                class Door {
                    int told(State state) { return switch (state) { case OPEN -> 1; default -> 2; }; }
                    int heard(Answer answer) { return switch (answer) { case Answer.Yes yes -> 1; default -> 2; }; }
                    int meant(Answer answer) { return switch (answer) { case Answer.No(var why) -> 1; default -> 2; }; }
                    void done(State state) { switch (state) { case SHUT: break; default: break; } }
                    int read(String word) { return switch (word) { case "OPEN" -> 1; default -> 2; }; }
                }
                """;

        assertThat(Switches.ofText(states).withNeedlessDefault()).hasSize(4);
    }
}
