/** What the adapter does with a real cluster's answers, and with the ones a healthy cluster never gives. */
@NullMarked
package io.burstlease.cluster.fabric8;

import org.jspecify.annotations.NullMarked;
