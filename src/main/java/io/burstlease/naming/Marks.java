package io.burstlease.naming;

import java.util.Map;

/** The names under which this service marks instances in the cloud and nodes in the cluster. */
public final class Marks {

    /** Cloud tag: the installation that bought the instance. */
    public static final String TAG_INSTALLATION = "burstlease:installation";

    /** Cloud tag: the lease it was bought for. */
    public static final String TAG_LEASE = "burstlease:lease";

    /** Cloud tag: the team that pays. */
    public static final String TAG_TEAM = "burstlease:team";

    /** Cloud tag: the launch that bought it. */
    public static final String TAG_LAUNCH = "burstlease:launch";

    /** Cloud tag: launch and attempt, {@code <launch>.<n>}; what a reading by tag settles. */
    public static final String TAG_ATTEMPT = "burstlease:attempt";

    /** Node label at registration: a cloud host, which Calico avoids and Terway selects. */
    public static final String LABEL_EXTERNAL = "alibabacloud.com/external";

    /** Node label at registration: the ECS instance. */
    public static final String LABEL_INSTANCE = "alibabacloud.com/instance-id";

    /** Node label at registration: the installation. */
    public static final String LABEL_INSTALLATION = "burstlease.io/installation";

    /** Node label at registration: the launch. */
    public static final String LABEL_LAUNCH = "burstlease.io/launch";

    /** Node label set by us once the gates are passed; no kubelet can set it. */
    public static final String LABEL_LEASE = "node-restriction.kubernetes.io/burstlease-lease";

    /** As {@link #LABEL_LEASE}: the team. */
    public static final String LABEL_TEAM = "node-restriction.kubernetes.io/burstlease-team";

    /** As {@link #LABEL_LEASE}: the host class. */
    public static final String LABEL_HOST_CLASS = "node-restriction.kubernetes.io/burstlease-host-class";

    /** Taint from registration until the gates are passed. */
    public static final String TAINT_JOINING = "burstlease.io/joining";

    /** Taint of a leased host; its value is the lease. */
    public static final String TAINT_LEASE = "burstlease.io/lease";

    private Marks() {}

    /** The cloud tags of an instance of ours. */
    public static Map<String, String> tags(
            String installation, String leaseId, String teamId, String launchId, String attempt) {
        return Map.of(
                TAG_INSTALLATION, installation,
                TAG_LEASE, leaseId,
                TAG_TEAM, teamId,
                TAG_LAUNCH, launchId,
                TAG_ATTEMPT, attempt);
    }

    /** The name of an instance's node, which is also its provider id: it holds the instance id, never the address. */
    public static String nodeName(String region, String instanceId) {
        return region + "." + instanceId;
    }
}
