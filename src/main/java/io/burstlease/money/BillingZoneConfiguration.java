package io.burstlease.money;

import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BillingZoneConfiguration {

    @Bean
    BillingZone billingZone(@Value("${burstlease.billing-zone:Asia/Shanghai}") ZoneId zone) {
        return new BillingZone(zone);
    }
}
