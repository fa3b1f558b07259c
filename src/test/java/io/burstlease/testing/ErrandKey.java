package io.burstlease.testing;

/** An errand and what it is about. */
record ErrandKey(String name, String thing) {

    @Override
    public String toString() {
        return name + " for " + thing;
    }
}
