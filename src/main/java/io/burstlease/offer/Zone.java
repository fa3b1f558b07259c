package io.burstlease.offer;

/**
 * A zone hosts can be bought in.
 *
 * @param vSwitchId where hosts get their addresses
 * @param podVSwitchId where pods get theirs
 */
public record Zone(String id, String region, String vSwitchId, String podVSwitchId, boolean enabled) {}
