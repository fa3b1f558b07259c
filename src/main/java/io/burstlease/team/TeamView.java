package io.burstlease.team;

import io.burstlease.money.Money;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Team", description = "A team, what it may have and who belongs to it.")
record TeamView(
        @Schema(example = "vtraining", requiredMode = Schema.RequiredMode.REQUIRED)
        String id,

        @Schema(example = "VTraining", requiredMode = Schema.RequiredMode.REQUIRED)
        String name,

        @Schema(
                description = "Most hosts it may hold at once.",
                example = "64",
                requiredMode = Schema.RequiredMode.REQUIRED)
        int maxHosts,

        @Schema(description = "Longest term of one lease.", example = "60", requiredMode = Schema.RequiredMode.REQUIRED)
        int maxTermDays,

        @Schema(description = "Projected cost up to which a platform's burst is granted at once; absent: never.")
        @Nullable
        Money standingBurstLimit,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<ProjectView> projects,

        @Schema(description = "Everybody who may apply, leads included.", requiredMode = Schema.RequiredMode.REQUIRED)
        List<String> members,

        @Schema(description = "Those who decide.", requiredMode = Schema.RequiredMode.REQUIRED)
        List<String> leads,

        @Schema(description = "Kubernetes namespaces of the team.", requiredMode = Schema.RequiredMode.REQUIRED)
        List<String> namespaces) {

    @Schema(name = "Project", description = "What a team's costs are told apart by.")
    record ProjectView(
            @Schema(example = "llm", requiredMode = Schema.RequiredMode.REQUIRED)
            String id,

            @Schema(example = "Language models", requiredMode = Schema.RequiredMode.REQUIRED)
            String name) {}

    static TeamView of(Team team) {
        return new TeamView(
                team.id(),
                team.name(),
                team.maxHosts(),
                team.maxTermDays(),
                team.standingBurstLimit(),
                team.projects().stream()
                        .map(project -> new ProjectView(project.id(), project.name()))
                        .toList(),
                team.members().stream().sorted().toList(),
                team.leads().stream().sorted().toList(),
                team.namespaces().stream().sorted().toList());
    }
}
