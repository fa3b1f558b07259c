/** The HTTP face: paths, discovery, verbs, watches, tables, TLS. */
@NullMarked
package io.burstlease.sandbox.cluster.api;

import org.jspecify.annotations.NullMarked;
