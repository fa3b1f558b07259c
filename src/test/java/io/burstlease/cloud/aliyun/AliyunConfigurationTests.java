package io.burstlease.cloud.aliyun;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.CloudMarket;
import io.burstlease.testing.Poll;
import io.burstlease.testing.TestDatabase;
import io.burstlease.time.ClockTrust;
import io.burstlease.time.CloudDates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

class AliyunConfigurationTests {

    private final List<Instant> dates = new CopyOnWriteArrayList<>();

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withUserConfiguration(Bound.class, AliyunConfiguration.class)
            .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(DataSource.class, () -> TestDatabase.fresh().service())
            .withBean(ClockTrust.class, () -> () -> false)
            .withBean(CloudDates.class, () -> (date, underWay) -> dates.add(date))
            .withPropertyValues(
                    "burstlease.cloud.region=cn-shanghai",
                    "burstlease.cloud.access-key-id=testid",
                    "burstlease.cloud.access-key-secret=" + Adapter.SECRET);

    @Test
    void ecs_stands_behind_the_ports_over_https_with_the_deadlines_of_the_real_profile() {
        service.run(context -> {
            assertThat(context).hasSingleBean(CloudHosts.class).hasSingleBean(CloudMarket.class);
            var settings = context.getBean(AliyunSettings.class);
            assertThat(settings.insecureHttp()).isFalse();
            assertThat(settings.hardDeadline()).isEqualTo(Duration.ofSeconds(45));
            assertThat(settings.pageSize()).isEqualTo(100);
            assertThat(settings.faults()).isEmpty();
        });
    }

    @Test
    void a_copy_whose_clock_is_not_trusted_keeps_asking_the_cloud_for_the_time() {
        try (var cloud = new ScriptedCloud(WireReply.error(400, "DryRunOperation"))) {
            service.withPropertyValues(
                            "burstlease.cloud.endpoint=" + cloud.endpoint(), "burstlease.cloud.insecure-http=true")
                    .withUserConfiguration(Scheduled.class)
                    .run(context -> Poll.until("it was told", Duration.ofSeconds(30), () -> !dates.isEmpty()));
        }
    }

    @Test
    void another_adapter_leaves_the_ports_free() {
        service.withPropertyValues("burstlease.cloud.adapter=other")
                .run(context ->
                        assertThat(context).doesNotHaveBean(CloudHosts.class).doesNotHaveBean(Calls.class));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({AliyunSettings.class, BudgetSettings.class})
    static class Bound {}

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Scheduled {}
}
