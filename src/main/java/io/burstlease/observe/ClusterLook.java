package io.burstlease.observe;

import io.burstlease.cluster.Nodes;
import io.burstlease.host.ClusterAnswers;
import io.burstlease.naming.Marks;
import io.burstlease.settings.Installation;
import io.burstlease.workflow.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Asks the API server for our nodes, so that it is known when a node that did not come could have come. */
@Component
class ClusterLook implements Recurring {

    static final String NAME = "cluster-look";

    private final Nodes nodes;
    private final ClusterAnswers answers;
    private final Installation installation;
    private final ObserveSettings settings;
    private final Clock clock;

    ClusterLook(Nodes nodes, ClusterAnswers answers, Installation installation, ObserveSettings settings, Clock clock) {
        this.nodes = nodes;
        this.answers = answers;
        this.installation = installation;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration every() {
        return settings.every();
    }

    @Override
    public void run() {
        Instant asked = clock.instant();
        nodes.list(Marks.LABEL_INSTALLATION, installation.id());
        answers.answered(asked);
    }
}
