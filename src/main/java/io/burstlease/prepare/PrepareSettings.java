package io.burstlease.prepare;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a node may take to pass its gates.
 *
 * @param deadline from binding to READY, counted only while the API server answered: five minutes to Ready, then ten
 *     for its GPUs to be allocatable
 */
@ConfigurationProperties("burstlease.prepare")
record PrepareSettings(@DefaultValue("15m") Duration deadline) {}
