package io.burstlease.cluster.fabric8;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a new host finds the API server, and how it knows that it is the right one.
 *
 * @param endpoint {@code host:port}
 */
record JoinPoint(String endpoint, String caCertHash) {

    static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:]+]|[A-Za-z0-9.-]+):[0-9]{1,5}");

    static JoinPoint of(Config config, ClusterSettings settings) {
        try {
            Optional<String> pin = CaPin.of(config);
            return new JoinPoint(
                    endpoint(config.getMasterUrl(), settings.joinEndpoint()),
                    pin.orElseThrow(() -> new IllegalStateException(ClusterSettingsCheck.NO_CA)));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("The CA certificate of the cluster cannot be read: " + e.getMessage(), e);
        }
    }

    private static String endpoint(String server, @Nullable String set) {
        if (set != null && !set.isBlank()) {
            return set;
        }
        URI uri = URI.create(server);
        return uri.getHost() + ":" + (uri.getPort() < 0 ? 443 : uri.getPort());
    }
}
