package io.burstlease.naming;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * This installation's name, carried by every tag and label: nothing without it is touched. Fixed at the first migration
 * and restated in configuration.
 */
@ConfigurationProperties("burstlease.installation")
public record Installation(String id) {}
