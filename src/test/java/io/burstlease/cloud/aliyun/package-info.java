/** ECS behind the cloud ports, against scripted replies and against the emulated cloud. */
@NullMarked
package io.burstlease.cloud.aliyun;

import org.jspecify.annotations.NullMarked;
