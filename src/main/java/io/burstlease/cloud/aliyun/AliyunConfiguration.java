package io.burstlease.cloud.aliyun;

import com.aliyuncs.auth.AlibabaCloudCredentialsProvider;
import com.aliyuncs.auth.BasicCredentials;
import com.aliyuncs.auth.DefaultCredentialsProvider;
import com.aliyuncs.auth.StaticCredentialsProvider;
import com.aliyuncs.exceptions.ClientException;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.CloudMarket;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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

    @Bean
    Calls cloudCalls(AliyunSettings settings, MeterRegistry registry) throws ClientException {
        return new Calls(new Ecs(settings, credentials(settings)), new CallMeters(registry), settings);
    }

    @Bean
    CloudHosts cloudHosts(Calls calls, AliyunSettings settings, Clock clock) {
        return new AliyunHosts(calls, clock, settings.pageSize());
    }

    @Bean
    CloudMarket cloudMarket(Calls calls) {
        return new AliyunMarket(calls);
    }

    static AlibabaCloudCredentialsProvider credentials(AliyunSettings settings) throws ClientException {
        return settings.accessKeyId() == null || settings.accessKeySecret() == null
                ? new DefaultCredentialsProvider()
                : new StaticCredentialsProvider(
                        new BasicCredentials(settings.accessKeyId(), settings.accessKeySecret()));
    }
}
