package io.burstlease.sandbox.cluster;

import io.burstlease.sandbox.cluster.ClusterOptions.PodVSwitch;
import io.burstlease.sandbox.cluster.api.ApiServlet;
import io.burstlease.sandbox.cluster.api.TlsServer;
import io.burstlease.sandbox.cluster.auth.Authenticator;
import io.burstlease.sandbox.cluster.auth.CertificateAuthority;
import io.burstlease.sandbox.cluster.auth.Kubeconfig;
import io.burstlease.sandbox.cluster.auth.Pem;
import io.burstlease.sandbox.cluster.auth.StaticTokens;
import io.burstlease.sandbox.cluster.control.ClusterView;
import io.burstlease.sandbox.cluster.control.Controllers;
import io.burstlease.sandbox.cluster.control.Kubelets;
import io.burstlease.sandbox.cluster.control.Kubelets.Kubelet;
import io.burstlease.sandbox.cluster.host.EmulatedHosts;
import io.burstlease.sandbox.cluster.host.HandBought;
import io.burstlease.sandbox.cluster.host.HostFaults;
import io.burstlease.sandbox.cluster.object.Deletion;
import io.burstlease.sandbox.cluster.object.Registry;
import io.burstlease.sandbox.cluster.store.Journal;
import io.burstlease.sandbox.cluster.store.Kinds;
import io.burstlease.sandbox.cluster.store.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.jspecify.annotations.Nullable;

/**
 * An emulated Kubernetes control plane on loopback with the hosts that join it.
 *
 * <p>With a data folder everything survives a restart: objects, authority, credentials, joined hosts.
 */
public final class ClusterServer implements AutoCloseable {

    private static final Duration JOIN_PATIENCE = Duration.ofMinutes(5);
    private static final String ACCOUNT = "burstlease";

    private final Path folder;
    private final CertificateAuthority authority;
    private final ObjectStore store;
    private final TlsServer server;
    private final Controllers controllers;
    private final HostFaults faults = new HostFaults();
    private final @Nullable EmulatedHosts hosts;
    private final @Nullable HandBought handBought;
    private final Path userKubeconfig;

    private ClusterServer(
            int port, @Nullable Path dataFolder, @Nullable String cloudUrl, Clock clock, ClusterOptions options)
            throws IOException {
        folder = dataFolder == null ? Files.createTempDirectory("burstlease-cluster") : dataFolder;
        Files.createDirectories(folder);
        authority = CertificateAuthority.in(folder);
        store = new ObjectStore(new Journal(dataFolder == null ? null : folder.resolve("journal.jsonl")));
        Registry registry = new Registry(store, new Kinds(), clock);
        Deletion deletion = new Deletion(registry);
        StaticTokens tokens = new StaticTokens(folder.resolve("tokens.json"));
        seed(new Seeds(registry), options);
        SandboxHandles handles = new SandboxHandles(store, faults, this::hosts, this::handBought);
        ApiServlet servlet = new ApiServlet(
                registry,
                deletion,
                new Authenticator(store, clock, tokens, options.tokenMemory()),
                tokens,
                handles,
                options.bookmarks());
        server = new TlsServer(port, folder, authority, servlet);
        ClusterView view = new ClusterView(registry, deletion, "kube-controller-manager");
        Kubelets kubelets = residents(options);
        controllers = new Controllers(view, kubelets, authority, settings(options));
        controllers.tick();
        controllers.start();
        writeAdmin(clock);
        Path wanted = options.userKubeconfig();
        userKubeconfig = wanted == null ? folder.resolve("burstlease.kubeconfig") : wanted;
        String token = tokens.ofServiceAccount(ACCOUNT, ACCOUNT);
        Files.writeString(userKubeconfig, Kubeconfig.withToken(apiServerEndpoint(), authority.pem(), ACCOUNT, token));
        hosts = cloudUrl == null ? null : hosts(cloudUrl, options, view, kubelets, clock);
        handBought =
                cloudUrl == null ? null : new HandBought(cloudUrl, apiServerEndpoint(), caCertHash(), registry, clock);
    }

    /**
     * Starts a cluster and returns when it answers.
     *
     * @param port 0 for any that is free
     * @param dataFolder null to keep nothing
     * @param cloudUrl the emulated cloud whose hosts join here, null for none
     */
    public static ClusterServer start(
            int port, @Nullable Path dataFolder, @Nullable String cloudUrl, Clock clock, ClusterOptions options) {
        try {
            return new ClusterServer(port, dataFolder, cloudUrl, clock, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void seed(Seeds seeds, ClusterOptions options) {
        seeds.plant(List.of("00-namespaces.yaml", "10-rbac.yaml", "40-config.yaml"));
        if (options.seeded()) {
            seeds.plant(List.of("20-nodes.yaml", "30-daemonsets.yaml"));
            seeds.plantTerway(options.podVSwitches());
        }
        options.manifests().forEach(seeds::apply);
        if (!options.userClusterRole().isEmpty()) {
            seeds.bind(ACCOUNT, ACCOUNT, options.userClusterRole());
        }
    }

    private static Kubelets residents(ClusterOptions options) {
        Kubelets kubelets = new Kubelets();
        if (options.seeded()) {
            List.of("idc-gpu-01", "idc-gpu-02", "idc-gpu-03")
                    .forEach(name -> kubelets.speak(name, new Kubelet(128, 1024, 8, true)));
        }
        return kubelets;
    }

    private Controllers.Settings settings(ClusterOptions options) {
        return new Controllers.Settings(
                apiServerEndpoint(),
                options.nodeSilence(),
                options.beat(),
                options.podStart(),
                options.podVSwitches().values().stream()
                        .collect(Collectors.toMap(PodVSwitch::id, PodVSwitch::range, (one, other) -> one)));
    }

    private EmulatedHosts hosts(
            String cloudUrl, ClusterOptions options, ClusterView view, Kubelets kubelets, Clock clock) {
        EmulatedHosts made = new EmulatedHosts(
                new EmulatedHosts.Settings(
                        cloudUrl, folder.resolve("hosts"), options.hostBoot(), JOIN_PATIENCE, options.beat()),
                view,
                kubelets,
                faults,
                clock);
        made.start();
        return made;
    }

    private @Nullable EmulatedHosts hosts() {
        return hosts;
    }

    private @Nullable HandBought handBought() {
        return handBought;
    }

    private void writeAdmin(Clock clock) throws IOException {
        try {
            KeyPair keys = Pem.newRsaKey();
            X500Name subject = new X500Name("O=system:masters,CN=kubernetes-admin");
            String certificate = Pem.certificate(authority.client(subject, keys.getPublic(), clock.instant()));
            Files.writeString(
                    adminKubeconfig(),
                    Kubeconfig.withCertificate(
                            apiServerEndpoint(), authority.pem(), certificate, Pem.privateKey(keys.getPrivate())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make the administrator's certificate", e);
        }
    }

    /** Host and port, as a join configuration states them. */
    public String apiServerEndpoint() {
        return "127.0.0.1:" + server.port();
    }

    public String caCertHash() {
        return authority.publicKeyHash();
    }

    /** The cluster's authority in PEM. */
    public String caCertificate() {
        return authority.pem();
    }

    /** A kubeconfig whose user may do everything. */
    public Path adminKubeconfig() {
        return folder.resolve("admin.kubeconfig");
    }

    /** A kubeconfig of the product's own service account. */
    public Path userKubeconfig() {
        return userKubeconfig;
    }

    /** Sets what goes wrong with a host, or with the host that boots {@code next}. */
    public void fault(String instanceId, String fault) {
        faults.set(instanceId, fault);
    }

    /** One round of all controllers, for a clock that is set by hand. */
    public void tick() {
        controllers.tick();
    }

    /** Expires every watch and continued list. */
    public void compact() {
        store.compact();
    }

    @Override
    public void close() {
        if (hosts != null) {
            hosts.close();
        }
        controllers.close();
        store.close();
        server.close();
    }
}
