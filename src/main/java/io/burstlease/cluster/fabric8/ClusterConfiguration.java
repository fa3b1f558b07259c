package io.burstlease.cluster.fabric8;

import io.burstlease.cluster.Drain;
import io.burstlease.cluster.Joining;
import io.burstlease.cluster.Nodes;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The ports of the cluster as beans, over one client. Another adapter is named by {@code burstlease.cluster.adapter}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
        name = ClusterConfiguration.ADAPTER_PROPERTY,
        havingValue = ClusterConfiguration.ADAPTER,
        matchIfMissing = true)
class ClusterConfiguration {

    static final String ADAPTER_PROPERTY = "burstlease.cluster.adapter";

    static final String ADAPTER = "fabric8";

    @Bean(destroyMethod = "close")
    Fabric8Cluster fabric8Cluster(ClusterSettings settings, Environment environment) {
        return Fabric8Cluster.connect(settings, ServiceAccount.ofThisPod(environment::getProperty));
    }

    @Bean
    Nodes nodes(Fabric8Cluster cluster) {
        return cluster.nodes();
    }

    @Bean
    Drain drain(Fabric8Cluster cluster) {
        return cluster.drain();
    }

    @Bean
    Joining joining(Fabric8Cluster cluster) {
        return cluster.joining();
    }
}
