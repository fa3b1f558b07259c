package io.burstlease.cloud;

import java.util.Collection;
import java.util.List;

/** What the cloud would sell now. Reading only; stock is a hint, and a purchase may still be refused. */
public interface CloudMarket {

    /**
     * Whether each zone of the region says it has the type in stock, by zone id. Zones that do not sell it are absent.
     */
    List<StockHint> stock(String instanceType, ChargeType chargeType);

    /**
     * The price of one host with its disks, per hour for post-paid, for the whole term for pre-paid.
     *
     * @throws CloudException of family {@link CloudException.Family#INVALID} when the cloud names no price
     */
    PriceQuote price(PriceQuestion question);

    /** The named instance types; unknown ones are absent. */
    List<TypeFacts> types(Collection<String> instanceTypes);

    /** The named vSwitches with their free addresses; unknown ones are absent. */
    List<VSwitchFacts> vSwitches(Collection<String> vSwitchIds);
}
