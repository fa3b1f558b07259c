/** Alibaba Cloud ECS behind the cloud ports; the only code that imports com.aliyuncs. */
@NullMarked
package io.burstlease.cloud.aliyun;

import org.jspecify.annotations.NullMarked;
