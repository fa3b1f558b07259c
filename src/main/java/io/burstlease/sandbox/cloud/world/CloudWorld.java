package io.burstlease.sandbox.cloud.world;

import java.util.function.UnaryOperator;

/** The configuration of an emulated cloud: one account in one region. */
public record CloudWorld(Account account, Network network, Catalogue catalogue, Behaviour behaviour) {

    /** Region cn-shanghai with three zones, sample prices, and delays short enough to watch. */
    public static CloudWorld sample() {
        return SampleWorld.create();
    }

    public CloudWorld withAccount(UnaryOperator<Account> change) {
        return new CloudWorld(change.apply(account), network, catalogue, behaviour);
    }

    public CloudWorld withNetwork(UnaryOperator<Network> change) {
        return new CloudWorld(account, change.apply(network), catalogue, behaviour);
    }

    public CloudWorld withCatalogue(UnaryOperator<Catalogue> change) {
        return new CloudWorld(account, network, change.apply(catalogue), behaviour);
    }

    public CloudWorld withBehaviour(UnaryOperator<Behaviour> change) {
        return new CloudWorld(account, network, catalogue, change.apply(behaviour));
    }
}
