package io.burstlease.release;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long giving back may take before somebody hears of it.
 *
 * @param deleteDeadline from the wish to delete to being seen gone; after it the host is shown as stuck and goes on
 *     costing
 */
@ConfigurationProperties("burstlease.release")
record ReleaseSettings(@DefaultValue("10m") Duration deleteDeadline) {}
