/** Tests of the manners of HTTP. */
@NullMarked
package io.burstlease.web;

import org.jspecify.annotations.NullMarked;
