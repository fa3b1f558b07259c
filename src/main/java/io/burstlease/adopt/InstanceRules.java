package io.burstlease.adopt;

import io.burstlease.catalog.HostClass;
import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cloud.InstanceSeen.Status;
import io.burstlease.naming.Marks;
import io.burstlease.offer.Zones;
import io.burstlease.settings.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What an instance must be to be taken over. */
@Component
class InstanceRules {

    private final Zones zones;
    private final Installation installation;

    InstanceRules(Zones zones, Installation installation) {
        this.zones = zones;
        this.installation = installation;
    }

    List<Finding> findings(InstanceSeen seen, Optional<HostClass> hostClass) {
        List<Finding> findings = new ArrayList<>();
        if (seen.status() != Status.RUNNING) {
            findings.add(new Finding("not-running", "the instance is " + seen.status()));
        }
        if (seen.lock() != null) {
            findings.add(new Finding("instance-locked", "the cloud has locked it: " + seen.lock()));
        }
        String owner = seen.tags().get(Marks.TAG_INSTALLATION);
        if (owner != null && !owner.equals(installation.id())) {
            findings.add(new Finding("foreign-installation", "it is tagged as one of installation " + owner));
        }
        if (zones.find(seen.zone()).isEmpty()) {
            findings.add(new Finding("unknown-zone", "there is no zone " + seen.zone()));
        }
        hostClass
                .filter(known -> known.type(seen.instanceType()).isEmpty())
                .ifPresent(other -> findings.add(new Finding(
                        "other-instance-type", seen.instanceType() + " does not serve host class " + other.id())));
        return findings;
    }
}
