package io.burstlease.team;

import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Team", description = "A team, what it may have and who belongs to it.")
record TeamView(
        @Schema(description = "Stable id.", example = "vtraining")
        String id,

        @Schema(description = "For people.", example = "VTraining")
        String name,

        @Schema(description = "Most hosts it may hold at once.", example = "64")
        int maxHosts,

        @Schema(description = "Longest term of one lease, in days.", example = "60")
        int maxTermDays,

        @Schema(description = "Projected cost up to which a platform's burst is granted at once; absent: never.")
        @Nullable
        Money standingBurstLimit,

        @Schema(
                description = "How long before the end of a lease its owner hears of it, as ISO 8601 durations.",
                example = "[\"PT168H\", \"PT72H\", \"PT24H\", \"PT2H\"]")
        List<String> reminders,

        @Schema(description = "What its costs are told apart by.")
        List<ProjectView> projects,

        @Schema(description = "Everybody who may apply, leads included.")
        List<String> members,

        @Schema(description = "Those who decide.") List<String> leads,

        @Schema(description = "Kubernetes namespaces of the team.")
        List<String> namespaces) {

    @Schema(name = "Project", description = "What a team's costs are told apart by.")
    record ProjectView(
            @Schema(description = "Stable id.", example = "llm")
            String id,

            @Schema(description = "For people.", example = "Language models")
            String name) {}

    static TeamView of(Team team) {
        return new TeamView(
                team.id(),
                team.name(),
                team.maxHosts(),
                team.maxTermDays(),
                team.standingBurstLimit(),
                team.reminders().stream().map(Duration::toString).toList(),
                team.projects().stream()
                        .map(project -> new ProjectView(project.id(), project.name()))
                        .toList(),
                team.members().stream().sorted().toList(),
                team.leads().stream().sorted().toList(),
                team.namespaces().stream().sorted().toList());
    }
}
