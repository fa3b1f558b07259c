package io.burstlease.join;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a host may take to join.
 *
 * @param deadline from running to its node's appearance, counted only while the API server answered; kubeadm and its
 *     image pulls take minutes on bare metal
 */
@ConfigurationProperties("burstlease.join")
record JoinSettings(@DefaultValue("15m") Duration deadline) {}
