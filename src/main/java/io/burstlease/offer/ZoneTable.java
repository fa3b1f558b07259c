package io.burstlease.offer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ZoneTable implements Zones {

    private static final String SELECT = """
            select id, region, v_switch_id, pod_v_switch_id, enabled
            from zone
            """;

    private final JdbcClient jdbc;

    ZoneTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Zone> find(String id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(ZoneTable::zone)
                .optional();
    }

    @Override
    public List<Zone> all() {
        return jdbc.sql(SELECT + "order by id collate \"C\"")
                .query(ZoneTable::zone)
                .list();
    }

    private static Zone zone(ResultSet row, int number) throws SQLException {
        return new Zone(
                row.getString("id"),
                row.getString("region"),
                row.getString("v_switch_id"),
                row.getString("pod_v_switch_id"),
                row.getBoolean("enabled"));
    }
}
