package io.burstlease.audit;

import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

@Component
class AuditTrail implements Audit {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditTrail(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEntry entry) {
        jdbc.sql("""
                insert into audit_entry (actor, verb, kind, thing_id, team_id, reason, policy, detail, request_id)
                values (:actor, :verb, :kind, :thingId, :teamId, :reason, :policy, cast(:detail as jsonb), :requestId)
                """)
                .param("actor", entry.actor())
                .param("verb", entry.verb())
                .param("kind", entry.kind())
                .param("thingId", entry.thingId())
                .param("teamId", entry.teamId())
                .param("reason", entry.reason())
                .param("policy", entry.policy())
                .param("detail", json.writeValueAsString(entry.detail()))
                .param("requestId", MDC.get("requestId"))
                .update();
    }
}
