package io.burstlease.host;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class PassBook implements Passes {

    private static final String FRESHNESS = """
            with done as (
              select no, begun_at, instances, distrust
              from observation_pass
              where complete
              order by no desc
              limit 1
            ), failed as (
              select failure, finished_at
              from observation_pass
              where failure is not null
              order by no desc
              limit 1
            )
            select d.no, d.begun_at, d.instances, d.distrust, f.failure, f.finished_at,
                   (select count(*)
                    from observation_pass p
                    where p.failure is not null
                      and p.no > coalesce(d.no, 0)) as failures
            from (select 1) as one
            left join done d on true
            left join failed f on true
            """;

    private final JdbcClient jdbc;

    PassBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public long begin(Instant at) {
        return jdbc.sql("""
                        insert into observation_pass (no, begun_at)
                        values (nextval('observation_pass_seq'), :at)
                        returning no
                        """).param("at", utc(at)).query(Long.class).single();
    }

    @Override
    public void complete(long pass, Instant at, int instances, @Nullable String distrust) {
        end(
                jdbc.sql("""
                        update observation_pass
                        set finished_at = :at,
                            complete = true,
                            instances = :instances,
                            distrust = :distrust
                        where no = :pass
                          and finished_at is null
                        """)
                        .param("at", utc(at))
                        .param("instances", instances)
                        .param("distrust", distrust)
                        .param("pass", pass)
                        .update(),
                pass);
    }

    @Override
    public void fail(long pass, Instant at, String failure) {
        end(
                jdbc.sql("""
                        update observation_pass
                        set finished_at = :at,
                            failure = :failure
                        where no = :pass
                          and finished_at is null
                        """)
                        .param("at", utc(at))
                        .param("failure", failure)
                        .param("pass", pass)
                        .update(),
                pass);
    }

    private static void end(int rows, long pass) {
        if (rows != 1) {
            throw new IllegalStateException("reading " + pass + " is ended already");
        }
    }

    @Override
    @Transactional(readOnly = true)
    public boolean completeSince(Instant at) {
        return jdbc.sql("select exists (select from observation_pass where complete and begun_at > :at)")
                .param("at", utc(at))
                .query(Boolean.class)
                .single();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Instant> begunAt(long pass) {
        return jdbc.sql("select begun_at from observation_pass where no = :pass")
                .param("pass", pass)
                .query((row, number) -> instant(row, "begun_at"))
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Instant> readBy(Instant begun) {
        return jdbc.sql("""
                        select finished_at
                        from observation_pass
                        where complete
                          and begun_at <= :begun
                        order by no desc
                        limit 1
                        """)
                .param("begun", begun.atOffset(ZoneOffset.UTC))
                .query((row, number) -> instant(row, "finished_at"))
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public Duration freshSince(Instant at, Duration longestGap) {
        double seconds = jdbc.sql("""
                        select coalesce(sum(least(extract(epoch from begun_at - before), :gap)), 0)
                        from (
                          select begun_at, lag(begun_at, 1, cast(:at as timestamptz)) over (order by begun_at) as before
                          from observation_pass
                          where complete
                            and begun_at > :at
                        ) as steps
                        """)
                .param("at", utc(at))
                .param("gap", longestGap.toMillis() / 1000.0)
                .query(Double.class)
                .single();
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    @Override
    @Transactional(readOnly = true)
    public Freshness freshness() {
        return jdbc.sql(FRESHNESS).query(PassBook::read).single();
    }

    private static Freshness read(ResultSet row, int number) throws SQLException {
        return new Freshness(
                row.getObject("no", Long.class),
                instant(row, "begun_at"),
                row.getObject("instances", Integer.class),
                row.getLong("failures"),
                row.getString("failure"),
                instant(row, "finished_at"),
                row.getString("distrust"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
