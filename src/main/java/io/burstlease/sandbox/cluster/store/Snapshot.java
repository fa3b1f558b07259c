package io.burstlease.sandbox.cluster.store;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The objects of a list as they were at one revision. */
public record Snapshot(long revision, List<ObjectNode> items) {}
