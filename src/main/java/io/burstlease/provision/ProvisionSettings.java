package io.burstlease.provision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How hosts are bought. The times follow from what ECS documents of its tokens, signatures and listings, and may be
 * shorter only against an emulated cloud.
 *
 * @param securityGroupId security group of every host
 * @param resourceGroupId resource group of every host, or null
 * @param ramRole role the hosts assume, or null
 * @param reportUrl where hosts report their phase, or null
 * @param resendWindow from the first send, in which the same token may be sent again; its life is undocumented
 * @param readAfterSend from the last send to the first reading that may settle it; signatures die after 15 minutes
 * @param readingGap least time between two readings that settle an attempt
 * @param releaseAhead how far ahead the frozen release time must be for a send; the cloud takes 30 minutes and more
 * @param resendPause between a send and its repetition; doubles each time
 * @param tokenLife of a bootstrap token, from the last send
 * @param launchAlarm from the record of a launch to the alarm that it is not settled
 * @param bootDeadline from the purchase to running, counted only while the cloud was being read
 * @param freshGap most time between two readings that counts as read
 * @param usualTimeToReady from the purchase to READY; with less than twice of it left nothing is replaced
 */
@ConfigurationProperties("burstlease.provision")
record ProvisionSettings(
        @DefaultValue("") String securityGroupId,
        @Nullable String resourceGroupId,
        @Nullable String ramRole,
        @Nullable String reportUrl,
        @DefaultValue("10m") Duration resendWindow,
        @DefaultValue("16m") Duration readAfterSend,
        @DefaultValue("1m") Duration readingGap,
        @DefaultValue("31m") Duration releaseAhead,
        @DefaultValue("5s") Duration resendPause,
        @DefaultValue("2h") Duration tokenLife,
        @DefaultValue("5m") Duration launchAlarm,
        @DefaultValue("10m") Duration bootDeadline,
        @DefaultValue("1m") Duration freshGap,
        @DefaultValue("10m") Duration usualTimeToReady) {}
