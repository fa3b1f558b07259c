package io.burstlease.cluster.fabric8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a pod is given to speak with the API server of its own cluster. */
record ServiceAccount(String server, Path folder) {

    private static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /** The one of this pod; empty outside a cluster. */
    static Optional<ServiceAccount> ofThisPod(Function<String, @Nullable String> environment) {
        return in(FOLDER, environment.apply("KUBERNETES_SERVICE_HOST"), environment.apply("KUBERNETES_SERVICE_PORT"));
    }

    static Optional<ServiceAccount> in(Path folder, @Nullable String host, @Nullable String port) {
        if (host == null || host.isBlank() || !Files.isReadable(folder.resolve("token"))) {
            return Optional.empty();
        }
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        return Optional.of(new ServiceAccount("https://" + bracketed + ":" + (port == null ? "443" : port), folder));
    }

    Path caFile() {
        return folder.resolve("ca.crt");
    }

    /** Read at every request: the kubelet puts a new token into the file long before the old one ends. */
    String token() {
        try {
            return Files.readString(folder.resolve("token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
