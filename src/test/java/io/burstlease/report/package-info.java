@NullMarked
package io.burstlease.report;

import org.jspecify.annotations.NullMarked;
