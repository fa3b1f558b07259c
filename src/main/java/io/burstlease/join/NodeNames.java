package io.burstlease.join;

import io.burstlease.host.Host;
import io.burstlease.naming.Marks;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The name that a host's node has, from the moment its instance is known. */
@Component
class NodeNames {

    private final String region;

    NodeNames(@Value("${burstlease.cloud.region}") String region) {
        this.region = region;
    }

    String of(Host host) {
        return Marks.nodeName(region, host.instanceId().orElseThrow());
    }
}
