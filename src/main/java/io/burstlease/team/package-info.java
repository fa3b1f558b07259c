/** Teams, projects, members, their Kubernetes namespaces, limits, delegation. */
@NullMarked
package io.burstlease.team;

import org.jspecify.annotations.NullMarked;
