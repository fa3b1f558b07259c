package io.burstlease.lease;

import io.burstlease.audit.Act;
import io.burstlease.audit.Audit;
import io.burstlease.audit.AuditEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Writes a lease's own events, and reads the timeline that its launches and hosts share. */
@Repository
class LeaseTimeline {

    private final JdbcClient jdbc;
    private final Audit audit;
    private final JsonMapper json;

    LeaseTimeline(JdbcClient jdbc, Audit audit, JsonMapper json) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.json = json;
    }

    void append(Lease lease, LeaseChange change) {
        Act act = change.act();
        String from = change.from() == null ? null : change.from().name();
        write(lease.id(), change.name(), from, change.to().name(), act, change.detail());
        audit.record(new AuditEntry(
                act.actor(),
                change.name(),
                "lease",
                lease.id(),
                lease.ask().teamId(),
                act.reason(),
                act.policy(),
                change.detail()));
    }

    void note(String leaseId, String event, Act act, Map<String, Object> detail) {
        write(leaseId, event, null, null, act, detail);
    }

    private void write(
            String leaseId,
            String event,
            @Nullable String from,
            @Nullable String to,
            Act act,
            Map<String, Object> detail) {
        jdbc.sql("""
                        insert into lease_event (lease_id, at, event, from_state, to_state, actor, reason, policy, detail)
                        values (:lease, :at, :event, :from, :to, :actor, :reason, :policy, cast(:detail as jsonb))
                        """)
                .param("lease", leaseId)
                .param("at", act.at().atOffset(ZoneOffset.UTC))
                .param("event", event)
                .param("from", from)
                .param("to", to)
                .param("actor", act.actor())
                .param("reason", act.reason())
                .param("policy", act.policy())
                .param("detail", json.writeValueAsString(detail))
                .update();
    }

    List<TimelineEntry> after(String leaseId, long afterSeq, int limit) {
        return jdbc.sql("""
                        select seq, at, kind, thing_id, event, from_state, to_state, actor, reason, policy, detail
                        from lease_timeline
                        where lease_id = :lease
                          and seq > :after
                        order by seq
                        limit :limit
                        """)
                .param("lease", leaseId)
                .param("after", afterSeq)
                .param("limit", limit)
                .query(LeaseTimeline::entry)
                .list();
    }

    /** Each stay in a state, of the lease, its launches and its hosts, in order of their beginning. */
    List<PhasesView.Phase> phases(String leaseId) {
        return jdbc.sql("""
                        select kind, thing_id, to_state, at,
                               lead(at) over (partition by kind, thing_id order by seq) as until
                        from lease_timeline
                        where lease_id = :lease
                          and to_state is not null
                          and from_state is distinct from to_state
                        order by seq
                        """)
                .param("lease", leaseId)
                .query((row, number) -> {
                    OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
                    return new PhasesView.Phase(
                            row.getString("kind"),
                            row.getString("thing_id"),
                            row.getString("to_state"),
                            row.getObject("at", OffsetDateTime.class).toInstant(),
                            until == null ? null : until.toInstant());
                })
                .list();
    }

    /** The number of the last event of each of these leases; those without any are left out. */
    Map<String, Long> last(Collection<String> leaseIds) {
        Map<String, Long> last = new HashMap<>();
        jdbc.sql("""
                        select lease_id, max(seq) as seq
                        from lease_timeline
                        where lease_id in (:leases)
                        group by lease_id
                        """)
                .param("leases", leaseIds)
                .query((row, number) -> last.put(row.getString("lease_id"), row.getLong("seq")))
                .list();
        return last;
    }

    private static TimelineEntry entry(ResultSet row, int number) throws SQLException {
        return new TimelineEntry(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getString("thing_id"),
                row.getString("event"),
                row.getString("from_state"),
                row.getString("to_state"),
                row.getString("actor"),
                row.getString("reason"),
                row.getString("policy"),
                row.getString("detail"));
    }
}
