package io.burstlease.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows by which db-scheduler knows when to run what, written in the transaction that asks for it.
 *
 * <p>The library's client is not used for this: where the row exists it fails the insert, and with it the caller's
 * transaction, and it refuses to touch a row that somebody has picked.
 */
final class Timetable {

    private final JdbcClient jdbc;

    Timetable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(String name, String thing, Instant at) {
        jdbc.sql("""
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        values (:name, :thing, :at, false, 1)
                            on conflict do nothing
                        """)
                .param("name", name)
                .param("thing", thing)
                .param("at", Sql.time(at))
                .update();
    }

    /** Brings forward what was woken and is not at work. Rows that somebody else has in hand are met next time. */
    int bringWokenForward(Instant now) {
        return jdbc.sql("""
                        update scheduled_tasks t
                           set execution_time = :now,
                               version = t.version + 1
                          from (select task_name, task_instance
                                  from scheduled_tasks
                                 where not picked
                                   and execution_time > :now
                                   and (task_name, task_instance) in (select name, thing from errand_wake)
                                   for update skip locked) w
                         where t.task_name = w.task_name
                           and t.task_instance = w.task_instance
                        """).param("now", Sql.time(now)).update();
    }

    /** Opens what closed while a wake or start for it was being committed. */
    int reopenWoken(Instant now) {
        return jdbc.sql("""
                        with reopened as (
                          update errand
                             set state = 'OPEN',
                                 failures = 0,
                                 due_at = :now
                           where state <> 'OPEN'
                             and (name, thing) in (select name, thing from errand_wake)
                          returning name, thing)
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        select name, thing, :now, false, 1
                          from reopened
                            on conflict do nothing
                        """).param("now", Sql.time(now)).update();
    }

    /** Schedules every open errand that has no row here. */
    int restoreLost(Set<String> names) {
        return jdbc.sql("""
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        select e.name, e.thing, e.due_at, false, 1
                          from errand e
                         where e.state = 'OPEN'
                           and e.name in (:names)
                           and not exists (
                                 select 1
                                   from scheduled_tasks t
                                  where t.task_name = e.name
                                    and t.task_instance = e.thing)
                            on conflict do nothing
                        """).param("names", names).update();
    }

    /**
     * Takes errands from runs that should have ended long ago, even where a replica still sends heartbeats for them.
     * The row's version rises, so that whoever holds it can no longer complete it.
     */
    int freeStuck(String name, Duration longest, Instant now) {
        return jdbc.sql("""
                        with freed as (
                          update errand
                             set fence = fence + 1,
                                 failures = failures + 1,
                                 claimed_at = null,
                                 claimed_by = null,
                                 last_outcome = 'OVERRUN',
                                 last_reason = 'no result from ' || claimed_by || ' since ' || claimed_at,
                                 due_at = :now
                           where name = :name
                             and claimed_at < now() - make_interval(secs => :longest)
                          returning name, thing)
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                        select name, thing, :now, false, 1
                          from freed
                            on conflict (task_name, task_instance) do update
                           set picked = false,
                               picked_by = null,
                               last_heartbeat = null,
                               execution_time = excluded.execution_time,
                               version = scheduled_tasks.version + 1
                        """)
                .param("name", name)
                .param("longest", longest.toMillis() / 1000.0)
                .param("now", Sql.time(now))
                .update();
    }
}
