package io.burstlease.cluster.fabric8;

import io.burstlease.settings.SettingsCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Names what is missing or contradictory in the settings of the cluster. Reads files, asks no server. */
public final class ClusterSettingsCheck implements SettingsCheck {

    static final String NO_CLUSTER = "burstlease.cluster.kubeconfig is missing, and this process does not run in a pod"
            + " of a cluster with a service account";
    static final String NO_CA = "burstlease.cluster.kubeconfig names no certificate-authority: a joining host cannot"
            + " tell the API server from another";
    private static final String PREFIX = "burstlease.cluster.";
    private static final Pattern GROUP = Pattern.compile("system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]");

    @Override
    public List<String> faults(Environment environment) {
        if (!ClusterConfiguration.ADAPTER.equals(
                environment.getProperty(ClusterConfiguration.ADAPTER_PROPERTY, ClusterConfiguration.ADAPTER))) {
            return List.of();
        }
        ClusterSettings settings;
        try {
            settings = Binder.get(environment).bindOrCreate("burstlease.cluster", ClusterSettings.class);
        } catch (BindException e) {
            return List.of(e.getName() + " cannot be read: " + innermost(e));
        }
        return faults(settings, ServiceAccount.ofThisPod(environment::getProperty));
    }

    static List<String> faults(ClusterSettings settings, Optional<ServiceAccount> ofThisPod) {
        List<String> faults = new ArrayList<>();
        Path kubeconfig = settings.kubeconfig();
        if (kubeconfig == null) {
            faultsInCluster(settings, ofThisPod, faults);
        } else {
            faultsOfFile(settings, kubeconfig, faults);
        }
        if (given(settings.joinEndpoint())
                && !JoinPoint.HOST_AND_PORT.matcher(settings.joinEndpoint()).matches()) {
            faults.add(PREFIX + "join-endpoint is not host:port: " + settings.joinEndpoint());
        }
        if (!GROUP.matcher(settings.bootstrapGroup()).matches()) {
            faults.add(PREFIX + "bootstrap-group does not begin with system:bootstrappers: or ends in a sign other than"
                    + " a-z and 0-9: " + settings.bootstrapGroup());
        }
        positive("connect-timeout", settings.connectTimeout(), faults);
        positive("request-timeout", settings.requestTimeout(), faults);
        positive("reconnect-interval", settings.reconnectInterval(), faults);
        positive("retell-interval", settings.retellInterval(), faults);
        return faults;
    }

    private static void faultsInCluster(
            ClusterSettings settings, Optional<ServiceAccount> ofThisPod, List<String> faults) {
        if (ofThisPod.isEmpty()) {
            faults.add(NO_CLUSTER);
            return;
        }
        if (given(settings.context())) {
            faults.add(PREFIX + "context is set, but there is no kubeconfig that could have it");
        }
        if (!given(settings.joinEndpoint())) {
            faults.add(
                    PREFIX + "join-endpoint is missing: in a pod the API server is known by its Service address, which"
                            + " a joining host cannot reach");
        }
    }

    private static void faultsOfFile(ClusterSettings settings, Path kubeconfig, List<String> faults) {
        if (!Files.isReadable(kubeconfig) || Files.isDirectory(kubeconfig)) {
            faults.add(PREFIX + "kubeconfig is not a readable file: " + kubeconfig);
            return;
        }
        try {
            if (CaPin.of(Connection.config(settings, Optional.empty())).isEmpty()) {
                faults.add(NO_CA);
            }
        } catch (IOException | GeneralSecurityException e) {
            faults.add(PREFIX + "kubeconfig names a certificate-authority that cannot be read: " + innermost(e));
        } catch (IllegalStateException e) {
            faults.add(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            faults.add(PREFIX + "kubeconfig cannot be understood: " + innermost(e));
        }
    }

    private static void positive(String name, Duration duration, List<String> faults) {
        if (!duration.isPositive()) {
            faults.add(PREFIX + name + " must be longer than nothing: " + duration);
        }
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static String innermost(Throwable thrown) {
        Throwable inner = thrown;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return String.valueOf(inner.getMessage());
    }
}
