package io.burstlease.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tries to break a rule that the schema keeps. */
public record SchemaGuard(JdbcClient jdbc) {

    /** @param rule the constraint's name, or another part of what PostgreSQL says */
    public void refuses(String sql, String rule) {
        assertThatThrownBy(() -> jdbc.sql(sql).update())
                .as(sql)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining(rule);
    }

    /** The same statement within the rules, so that a refusal is not for another reason. */
    public void accepts(String sql) {
        jdbc.sql(sql).update();
    }
}
