package io.burstlease.sandbox;

import io.burstlease.sandbox.history.History;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Fills the sandbox before anything works, so that the first look at the market already knows what to look for, and
 * nobody meets half a past.
 */
@Component
@Profile("sandbox")
class SandboxContents implements SmartInitializingSingleton {

    private final SandboxCatalog catalog;
    private final History history;

    SandboxContents(SandboxCatalog catalog, History history) {
        this.catalog = catalog;
        this.history = history;
    }

    @Override
    public void afterSingletonsInstantiated() {
        catalog.seed();
        history.tell();
    }
}
