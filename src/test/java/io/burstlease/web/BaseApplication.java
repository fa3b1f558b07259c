package io.burstlease.web;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** The base of the service without what stands on it. */
@EnableAutoConfiguration
@EnableConfigurationProperties(OidcSettings.class)
@ComponentScan(
        basePackages = {
            "io.burstlease.audit",
            "io.burstlease.money",
            "io.burstlease.settings",
            "io.burstlease.time",
            "io.burstlease.web"
        },
        excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
class BaseApplication {}
