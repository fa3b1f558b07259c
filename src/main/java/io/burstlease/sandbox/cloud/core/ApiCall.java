package io.burstlease.sandbox.cloud.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call whose signature has been verified.
 *
 * @param accessKeyId of the caller
 */
public record ApiCall(String action, @Nullable String version, Map<String, String> parameters, String accessKeyId) {}
