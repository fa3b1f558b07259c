/** One file for each action of the API, and for each group of parameters that several of them share. */
@NullMarked
package io.burstlease.sandbox.cloud.action;

import org.jspecify.annotations.NullMarked;
