package io.burstlease.team;

import io.burstlease.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A team: who belongs to it, what it may have, where its pods live.
 *
 * @param maxHosts most hosts it may hold at once, over all its leases
 * @param maxTermDays longest term of one lease
 * @param standingBurstLimit projected cost up to which a platform's burst request is granted at once; null: never
 * @param reminders how long before the end of a lease its owner hears of it, the longest first
 * @param projects by id
 * @param members subjects, leads included
 * @param leads subjects who decide for it
 * @param namespaces Kubernetes namespaces that are the team's
 * @param version rises with every change of the row
 */
public record Team(
        String id,
        String name,
        int maxHosts,
        int maxTermDays,
        @Nullable Money standingBurstLimit,
        List<Duration> reminders,
        List<Project> projects,
        Set<String> members,
        Set<String> leads,
        Set<String> namespaces,
        long version) {

    public Team {
        reminders = List.copyOf(reminders);
        projects = List.copyOf(projects);
        members = Set.copyOf(members);
        leads = Set.copyOf(leads);
        namespaces = Set.copyOf(namespaces);
    }

    public Optional<Project> project(String projectId) {
        return projects.stream()
                .filter(project -> project.id().equals(projectId))
                .findFirst();
    }

    /** What the team's costs are told apart by. */
    public record Project(String id, String name) {}
}
