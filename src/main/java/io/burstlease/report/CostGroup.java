package io.burstlease.report;

/** What costs can be told apart by. */
enum CostGroup {
    TEAM("team_id"),
    PROJECT("project_id"),
    LEASE("lease_id"),
    HOST_CLASS("host_class_id"),
    HOST("host_id"),
    ITEM("item"),
    ZONE("zone"),
    CHARGE_TYPE("charge_type"),
    WORKLOAD("workload"),
    /** USE, or the class of waste. */
    SPENT_ON("spent_on"),
    /** Day of the billing zone. */
    DAY("to_char(hour at time zone :zone, 'YYYY-MM-DD')"),
    /** Month of the billing zone. */
    MONTH("to_char(hour at time zone :zone, 'YYYY-MM')");

    private final String sql;

    CostGroup(String sql) {
        this.sql = sql;
    }

    /** The column or expression over the ledger's view; never made of what somebody sent. */
    String sql() {
        return sql;
    }
}
