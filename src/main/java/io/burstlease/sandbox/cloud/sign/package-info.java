/** Who is calling: the signatures of the RPC style (V1) and of ACS3. */
@NullMarked
package io.burstlease.sandbox.cloud.sign;

import org.jspecify.annotations.NullMarked;
