package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchReply;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.sandbox.cloud.CloudServer;
import io.burstlease.sandbox.cloud.action.Faults.Fault;
import io.burstlease.sandbox.cloud.world.AccessKey;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.time.HandSetClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sample world on loopback with the adapter pointed at it, both by a clock set by hand. */
final class EmulatedRegion implements AutoCloseable {

    static final String HOSTS_B = "vsw-host-b";
    static final String A10 = "ecs.gn7i-c32g1.8xlarge";
    static final String SCARCE = "ecs.ebmgn7e.32xlarge";
    static final Instant RELEASE_TIME = Instant.parse("2026-11-23T18:00:00Z");

    /** May sign, and may see nothing. */
    static final AccessKey BLIND = new AccessKey("blind-key", "blind-secret", null, false);

    /** Longer than a busy machine takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    final HandSetClock clock = new HandSetClock(Instant.parse("2026-11-23T12:00:17Z"));
    final Adapter adapter;
    private final CloudServer cloud;

    EmulatedRegion() {
        CloudWorld world = CloudWorld.sample()
                .withAccount(
                        account -> account.withAccessKeys(Stream.concat(account.accessKeys().stream(), Stream.of(BLIND))
                                .toList()));
        this.cloud = CloudServer.start(0, world, null, clock, 7, Clock.systemUTC());
        this.adapter = as("sandbox-key", "sandbox-secret");
    }

    Adapter as(String key, String secret) {
        return new Adapter(
                new AliyunSettings(
                        "cn-shanghai",
                        cloud.endpoint(),
                        null,
                        null,
                        true,
                        key,
                        secret,
                        null,
                        PATIENCE,
                        PATIENCE,
                        PATIENCE,
                        4,
                        4,
                        100),
                clock);
    }

    /** The same cloud by another way in, which speaks TLS. */
    Adapter over(String endpoint) {
        return new Adapter(
                new AliyunSettings(
                        "cn-shanghai",
                        endpoint,
                        null,
                        null,
                        false,
                        "sandbox-key",
                        "sandbox-secret",
                        null,
                        PATIENCE,
                        PATIENCE,
                        PATIENCE,
                        4,
                        4,
                        100),
                clock);
    }

    int port() {
        return cloud.port();
    }

    void goesWrong(Fault fault) {
        cloud.cloud().faults().replace(List.of(fault));
    }

    LaunchReply launch(String attempt, int amount) {
        return adapter.hosts.launch(request(attempt, A10, amount));
    }

    static LaunchRequest request(String attempt, String type, int amount) {
        return new LaunchRequest(
                attempt,
                "cn-shanghai-b",
                HOSTS_B,
                "sg-burst",
                "m-gpu-ubuntu2204",
                type,
                amount,
                amount,
                ChargeType.POSTPAID,
                null,
                null,
                RELEASE_TIME,
                "burst-[1,3]-b",
                new LaunchRequest.Disk("cloud_essd", 100, "PL0"),
                List.of(new LaunchRequest.Disk("cloud_essd", 1000, "PL1")),
                null,
                null,
                "#!/bin/bash\necho 测试\n".repeat(500),
                Map.of("attempt", attempt, "lease", "l-42", "installation", "i-7"));
    }

    static List<String> bought(LaunchReply... replies) {
        return Stream.of(replies)
                .flatMap(reply -> {
                    assertThat(reply).isInstanceOf(LaunchReply.Bought.class);
                    return ((LaunchReply.Bought) reply).instanceIds().stream();
                })
                .toList();
    }

    @Override
    public void close() {
        adapter.close();
        cloud.close();
    }
}
