package io.burstlease.cloud.aliyun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Alibaba Cloud is reached.
 *
 * @param region ECS region such as {@code cn-shanghai}
 * @param endpoint {@code host[:port]} in place of the SDK's own for the region
 * @param vpcEndpoint likewise for the VPC product; {@code endpoint} where it is not set
 * @param billingEndpoint likewise for the billing API (BSS); {@code endpoint} where it is not set
 * @param insecureHttp plain HTTP, for an emulated cloud only
 * @param accessKeyId with its secret, in place of the SDK's chain (system properties, environment, OIDC, profile, ECS
 *     role)
 * @param proxy {@code host:port}; without it no proxy is used, whatever the environment says
 * @param readTimeout longest wait for one whole reply
 * @param hardDeadline longest time a caller is held, waiting for a free thread included
 * @param threads calls under way at once
 * @param waiting calls that may wait for a thread; a further one fails at once
 * @param pageSize rows per page of a reading; the cloud turns less than 10 into 10
 */
@ConfigurationProperties("burstlease.cloud")
record AliyunSettings(
        @DefaultValue("") String region,
        @Nullable String endpoint,
        @Nullable String vpcEndpoint,
        @Nullable String billingEndpoint,
        @DefaultValue("false") boolean insecureHttp,
        @Nullable String accessKeyId,
        @Nullable String accessKeySecret,
        @Nullable String proxy,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout,
        @DefaultValue("45s") Duration hardDeadline,
        @DefaultValue("16") int threads,
        @DefaultValue("64") int waiting,
        @DefaultValue("100") int pageSize) {

    private static final String PREFIX = "burstlease.cloud.";
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z0-9]+)+");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?");
    private static final Pattern HOST_AND_PORT = Pattern.compile("[A-Za-z0-9.-]+:\\d{1,5}");

    AliyunSettings {
        region = region.strip();
        endpoint = blankIsNone(endpoint);
        vpcEndpoint = blankIsNone(vpcEndpoint);
        billingEndpoint = blankIsNone(billingEndpoint);
        accessKeyId = blankIsNone(accessKeyId);
        accessKeySecret = blankIsNone(accessKeySecret);
        proxy = blankIsNone(proxy);
    }

    boolean namesCredentials() {
        return accessKeyId != null && accessKeySecret != null;
    }

    /** Where a product's calls go; null leaves it to the SDK. */
    @Nullable
    String target(@Nullable String product) {
        String own = "Vpc".equals(product) ? vpcEndpoint : "BssOpenApi".equals(product) ? billingEndpoint : null;
        return own == null ? endpoint : own;
    }

    /** What is missing or contradictory, all at once. */
    List<String> faults() {
        var faults = new ArrayList<String>();
        whereFaults(faults);
        whoFaults(faults);
        limitFaults(faults);
        return List.copyOf(faults);
    }

    private void whereFaults(List<String> faults) {
        if (region.isEmpty()) {
            faults.add(PREFIX + "region is missing: name the ECS region, such as cn-shanghai");
        } else if (!REGION.matcher(region).matches()) {
            faults.add(PREFIX + "region '" + region + "' does not look like an ECS region such as cn-shanghai");
        }
        address(faults, "endpoint", endpoint, HOST, "host[:port], without a scheme");
        address(faults, "vpc-endpoint", vpcEndpoint, HOST, "host[:port], without a scheme");
        address(faults, "billing-endpoint", billingEndpoint, HOST, "host[:port], without a scheme");
        address(faults, "proxy", proxy, HOST_AND_PORT, "host:port, without a scheme");
        if (insecureHttp && endpoint == null) {
            faults.add(PREFIX + "insecure-http is for an emulated cloud and needs " + PREFIX + "endpoint");
        }
    }

    private void whoFaults(List<String> faults) {
        if ((accessKeyId == null) != (accessKeySecret == null)) {
            faults.add(PREFIX + "access-key-id and " + PREFIX + "access-key-secret belong together: set both or none");
        }
        if (insecureHttp && !namesCredentials()) {
            faults.add(PREFIX + "insecure-http needs " + PREFIX + "access-key-id and " + PREFIX
                    + "access-key-secret, so that real credentials are never sent in the clear");
        }
    }

    private void limitFaults(List<String> faults) {
        positive(faults, "connect-timeout", connectTimeout);
        positive(faults, "read-timeout", readTimeout);
        positive(faults, "hard-deadline", hardDeadline);
        if (hardDeadline.compareTo(readTimeout) < 0 || readTimeout.compareTo(connectTimeout) < 0) {
            faults.add(PREFIX + "connect-timeout, read-timeout and hard-deadline must not fall in that order: "
                    + connectTimeout + ", " + readTimeout + ", " + hardDeadline);
        }
        within(faults, "threads", threads, 1, 256);
        within(faults, "waiting", waiting, 1, 10_000);
        within(faults, "page-size", pageSize, 10, 100);
    }

    private static void address(List<String> faults, String name, @Nullable String value, Pattern form, String wanted) {
        if (value != null && !form.matcher(value).matches()) {
            faults.add(PREFIX + name + " '" + value + "' must be " + wanted);
        }
    }

    private static void positive(List<String> faults, String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            faults.add(PREFIX + name + " must be longer than nothing");
        }
    }

    private static void within(List<String> faults, String name, int value, int least, int most) {
        if (value < least || value > most) {
            faults.add(PREFIX + name + " is " + value + ", outside of " + least + " to " + most);
        }
    }

    private static @Nullable String blankIsNone(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "AliyunSettings[region=%s, endpoint=%s, insecureHttp=%s, credentials=%s]"
                .formatted(region, endpoint, insecureHttp, namesCredentials() ? "named" : "chain");
    }
}
