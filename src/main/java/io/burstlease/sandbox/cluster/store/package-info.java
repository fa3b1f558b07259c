/** The object store: JSON trees by key, one revision for all, a history for watches, a journal on disk. */
@NullMarked
package io.burstlease.sandbox.cluster.store;

import org.jspecify.annotations.NullMarked;
