package io.burstlease.catalog;

import java.util.List;
import java.util.Optional;

/** All host classes. */
public interface Catalog {

    /** @throws io.burstlease.web.ProblemException 404 when there is none */
    HostClass hostClass(String id);

    Optional<HostClass> find(String id);

    /** By id, those that cannot be asked for any more included. */
    List<HostClass> all();
}
