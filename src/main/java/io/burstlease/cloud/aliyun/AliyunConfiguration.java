package io.burstlease.cloud.aliyun;

import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.DefaultCredentialsProvider;
import com.aliyuncs.auth.StaticCredentialsProvider;
import com.aliyuncs.exceptions.ClientException;
import io.burstlease.cloud.CloudDisks;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.CloudMarket;
import io.burstlease.cloud.CloudSubscriptions;
import io.burstlease.time.ClockTrust;
import io.burstlease.time.CloudDates;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Puts ECS behind the cloud ports. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(
        name = AliyunConfiguration.ADAPTER_PROPERTY,
        havingValue = AliyunConfiguration.ADAPTER,
        matchIfMissing = true)
class AliyunConfiguration {

    /** Another value leaves the ports to whoever else provides them. */
    static final String ADAPTER_PROPERTY = "burstlease.cloud.adapter";

    static final String ADAPTER = "aliyun";

    private static final Duration ASK_THE_TIME_EVERY = Duration.ofSeconds(10);

    @Bean
    ApiBudget apiBudget(DataSource dataSource, BudgetSettings settings, MeterRegistry registry, Clock clock) {
        return new SharedApiBudget(dataSource, settings, registry, clock);
    }

    @Bean
    Calls cloudCalls(AliyunSettings settings, ApiBudget budget, MeterRegistry registry, CloudDates dates)
            throws ClientException {
        return new Calls(new Ecs(settings, credentials(settings), dates), budget, new CallMeters(registry), settings);
    }

    @Bean
    CloudHosts cloudHosts(Calls calls, AliyunSettings settings, Clock clock) {
        return new AliyunHosts(calls, clock, settings.pageSize());
    }

    @Bean
    CloudDisks cloudDisks(Calls calls) {
        return new AliyunDisks(calls);
    }

    @Bean
    CloudSubscriptions cloudSubscriptions(Calls calls) {
        return new AliyunSubscriptions(calls);
    }

    @Bean
    CloudMarket cloudMarket(Calls calls) {
        return new AliyunMarket(calls);
    }

    /** A copy that takes no work makes no calls either: somebody has to learn that its clock was set right. */
    @Bean
    SchedulingConfigurer cloudDateMeasurements(CloudHosts hosts, ClockTrust clock) {
        return tasks -> tasks.addFixedDelayTask(
                () -> {
                    if (!clock.isTrusted()) {
                        hosts.maySee(List.of());
                    }
                },
                ASK_THE_TIME_EVERY);
    }

    static AlibabaCloudCredentialsProvider credentials(AliyunSettings settings) throws ClientException {
        return settings.accessKeyId() == null || settings.accessKeySecret() == null
                ? new DefaultCredentialsProvider()
                : new StaticCredentialsProvider(
                        new BasicCredentials(settings.accessKeyId(), settings.accessKeySecret()));
    }
}
