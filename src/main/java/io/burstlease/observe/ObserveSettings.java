package io.burstlease.observe;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the cloud is read. The times may be shorter only against an emulated cloud.
 *
 * @param every from the end of one reading to the start of the next, of the cloud and of the cluster
 * @param account the cloud account, where the installation states it; with the region it must stay the same
 * @param minimumAge from the launch's reply to the first reading whose miss counts; new instances show late
 * @param missGap least time between two readings that prove that an instance is gone
 */
@ConfigurationProperties("burstlease.observe")
record ObserveSettings(
        @DefaultValue("10s") Duration every,
        @DefaultValue("") String account,
        @DefaultValue("10m") Duration minimumAge,
        @DefaultValue("1m") Duration missGap) {}
