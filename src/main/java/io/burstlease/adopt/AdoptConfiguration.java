package io.burstlease.adopt;

import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AdoptConfiguration {

    @Bean
    ServerHttpMessageConvertersCustomizer adoptionsAsCsv() {
        return converters -> converters.addCustomConverter(new CsvAdoptions());
    }
}
