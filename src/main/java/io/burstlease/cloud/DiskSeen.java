package io.burstlease.cloud;

/**
 * One disk as the cloud showed it.
 *
 * @param deleteWithInstance false for one that stays, and costs, when its instance is deleted
 */
public record DiskSeen(String diskId, boolean system, LaunchRequest.Disk disk, boolean deleteWithInstance) {}
