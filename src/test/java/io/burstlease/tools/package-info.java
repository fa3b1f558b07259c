/** Tools of the build that need the project's own JDK. */
@NullMarked
package io.burstlease.tools;

import org.jspecify.annotations.NullMarked;
