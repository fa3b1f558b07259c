package io.burstlease.offer;

import io.burstlease.money.Money;
import java.util.List;
import java.util.Optional;

/** What could be bought now. */
public interface Offers {

    /**
     * Every offer of the host class: first the usable ones, cheapest first, then the others with their reasons. A zone
     * that was asked for makes the offers of all other zones unusable.
     */
    List<RankedOffer> rank(Need need);

    /**
     * The most that one host with its disks may cost in an hour, whichever offer serves: the dearest known price over
     * the offers that could serve some day, those out of stock for the moment included. Empty when no price is known.
     */
    Optional<Money> hourlyCeiling(Need need);

    /**
     * The most that one host with its disks may cost for all of the need, where it is paid for in advance: likewise, of
     * the cheapest period that each offer has. Empty when no price is known or nothing is paid in advance.
     */
    Optional<Prepaid> prepaidCeiling(Need need);
}
