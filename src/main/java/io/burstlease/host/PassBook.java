package io.burstlease.host;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PassBook implements Passes {

    private final JdbcClient jdbc;

    PassBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean completeSince(Instant at) {
        return jdbc.sql("select exists (select from observation_pass where complete and begun_at > :at)")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }
}
