package io.burstlease.offer;

import java.util.List;
import java.util.Optional;

/** All zones. */
public interface Zones {

    Optional<Zone> find(String id);

    /** By id, disabled ones included. */
    List<Zone> all();
}
