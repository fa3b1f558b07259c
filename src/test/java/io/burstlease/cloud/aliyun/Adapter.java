package io.burstlease.cloud.aliyun;

import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.StaticCredentialsProvider;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudDisks;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.CloudMarket;
import io.burstlease.cloud.CloudSubscriptions;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.time.HandSetClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The adapter as the service builds it, pointed at an endpoint on loopback. */
final class Adapter implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final String SECRET = "not-a-real-secret";

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final List<Instant> dates = new CopyOnWriteArrayList<>();
    final CloudHosts hosts;
    final CloudMarket market;
    final CloudDisks disks;
    final CloudSubscriptions subscriptions;
    final Calls calls;

    Adapter(String endpoint) {
        this(settings(endpoint));
    }

    Adapter(AliyunSettings settings) {
        this(settings, new HandSetClock(NOW));
    }

    Adapter(AliyunSettings settings, Clock clock) {
        this(settings, clock, ApiBudget.BOUNDLESS);
    }

    Adapter(AliyunSettings settings, ApiBudget budget) {
        this(settings, new HandSetClock(NOW), budget);
    }

    private Adapter(AliyunSettings settings, Clock clock, ApiBudget budget) {
        var credentials =
                new StaticCredentialsProvider(new BasicCredentials(settings.accessKeyId(), settings.accessKeySecret()));
        this.calls = new Calls(
                new Ecs(settings, credentials, (date, underWay) -> dates.add(date)),
                budget,
                new CallMeters(registry),
                settings);
        this.hosts = new AliyunHosts(calls, clock, settings.pageSize());
        this.market = new AliyunMarket(calls);
        this.disks = new AliyunDisks(calls);
        this.subscriptions = new AliyunSubscriptions(calls);
    }

    static AliyunSettings settings(String endpoint) {
        return settings(endpoint, Duration.ofSeconds(60), Duration.ofSeconds(90), 4);
    }

    static AliyunSettings settings(String endpoint, Duration readTimeout, Duration hardDeadline, int threads) {
        return new AliyunSettings(
                "cn-shanghai",
                endpoint,
                null,
                null,
                true,
                "testid",
                SECRET,
                null,
                readTimeout,
                readTimeout,
                hardDeadline,
                threads,
                threads,
                100);
    }

    static LaunchRequest aLaunch() {
        return new LaunchRequest(
                "launch-7-attempt-1",
                "cn-shanghai-b",
                "vsw-b",
                "sg-1",
                "m-gpu",
                "ecs.gn7i-c32g1.8xlarge",
                3,
                2,
                ChargeType.POSTPAID,
                null,
                null,
                NOW.plus(Duration.ofHours(5)),
                "burst-[1,3]-b",
                new LaunchRequest.Disk("cloud_essd", 100, "PL0"),
                List.of(
                        new LaunchRequest.Disk("cloud_essd", 1000, "PL1"),
                        new LaunchRequest.Disk("cloud_efficiency", 200, null)),
                "rg-1",
                "BurstHost",
                "#!/bin/bash\nkubeadm join --token abcdef.0123456789abcdef 测试\n",
                Map.of("lease", "L 42*~测", "attempt", "1", "installation", "i-7", "launch", "7", "end", "2026-11-23"));
    }

    @Override
    public void close() {
        calls.close();
    }
}
