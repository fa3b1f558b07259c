package io.burstlease.host;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes what bulk readings showed, set by set. A version is bumped only where something that people read changed, so
 * that the passing of time alone does not make an ETag stale.
 */
@Repository
class Sightings {

    private static final String WRITE = """
            with sighted as (
                select *
                from unnest(cast(:ids as text[]), cast(:statuses as text[]), cast(:ips as text[]),
                            cast(:releases as timestamptz[]), cast(:locks as text[]))
                    as s (instance_id, status, private_ip, release_at, locked)
            ), before as (
                select h.id,
                       (h.seen_status, h.private_ip, h.seen_release_at, h.seen_lock)
                           is distinct from (s.status, coalesce(s.private_ip, h.private_ip), s.release_at, s.locked)
                           or h.missed_passes > 0 as changed
                from host h
                join sighted s on s.instance_id = h.instance_id
                where (h.seen_pass is null or h.seen_pass < :pass)
                  and h.state <> 'GONE'
                order by h.id
                for update of h
            )
            update host h
            set seen_status = s.status,
                private_ip = coalesce(s.private_ip, h.private_ip),
                seen_release_at = s.release_at,
                seen_lock = s.locked,
                seen_at = :at,
                seen_pass = :pass,
                first_missed_at = null,
                missed_passes = 0,
                version = h.version + case when b.changed then 1 else 0 end
            from sighted s, before b
            where s.instance_id = h.instance_id
              and b.id = h.id
            returning case when b.changed then h.id end
            """;

    private final JdbcClient jdbc;

    Sightings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ids of the hosts of which something changed. */
    List<String> write(long pass, Instant at, Collection<Seen> seen) {
        return jdbc
                .sql(WRITE)
                .param("ids", array(seen, Seen::instanceId))
                .param("statuses", array(seen, Seen::status))
                .param("ips", array(seen, Seen::privateIp))
                .param("releases", array(seen, s -> text(s.releaseAt())))
                .param("locks", array(seen, Seen::lock))
                .param("pass", pass)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getString(1) == null ? "" : row.getString(1))
                .list()
                .stream()
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** Counts a miss for each host in scope that the reading did not show. Ids of those missed twice or more. */
    List<String> miss(long pass, Instant at, Collection<Seen> seen, Collection<String> scope) {
        Set<String> missed = new HashSet<>(scope);
        seen.forEach(instance -> missed.remove(instance.instanceId()));
        if (missed.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql("""
                        update host
                        set missed_passes = missed_passes + 1,
                            first_missed_at = coalesce(first_missed_at, :at),
                            seen_pass = :pass,
                            version = version + 1
                        where instance_id in (:missed)
                          and state <> 'GONE'
                          and (seen_pass is null or seen_pass < :pass)
                        returning case when missed_passes > 1 then id else '' end
                        """)
                .param("missed", missed)
                .param("pass", pass)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getString(1))
                .list()
                .stream()
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** Instance ids in the reading that no host has. */
    Set<String> strangers(Collection<Seen> seen) {
        return new HashSet<>(jdbc.sql("""
                        select s.instance_id
                        from unnest(cast(:ids as text[])) as s (instance_id)
                        where not exists (select from host h where h.instance_id = s.instance_id)
                        """)
                .param("ids", array(seen, Seen::instanceId))
                .query(String.class)
                .list());
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static @Nullable String[] array(Collection<Seen> seen, Function<Seen, @Nullable String> field) {
        return seen.stream().map(field).toArray(String[]::new);
    }
}
