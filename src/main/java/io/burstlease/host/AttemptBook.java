package io.burstlease.host;

import io.burstlease.cloud.LaunchRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class AttemptBook implements Attempts {

    private final JdbcClient jdbc;
    private final Launches launches;
    private final FrozenRequests frozen;

    AttemptBook(JdbcClient jdbc, Launches launches, FrozenRequests frozen) {
        this.jdbc = jdbc;
        this.launches = launches;
        this.frozen = frozen;
    }

    @Override
    public Attempt freeze(
            String launchId, String tokenId, Instant at, BiFunction<Integer, String, LaunchRequest> requestWith) {
        if (open(launchId).isPresent()) {
            throw new IllegalStateException("launch " + launchId + " has an attempt that is not settled");
        }
        launches.change(launchId, Launch::nextAttempt);
        int number = launches.get(launchId).attempt();
        String token = launchId + "." + number;
        LaunchRequest request = requestWith.apply(number, token);
        jdbc.sql("""
                        insert into launch_attempt
                            (launch_id, attempt, client_token, request, secret, token_id, auto_release_at, frozen_at)
                        values (:launch, :attempt, :token, cast(:request as jsonb), :secret, :tokenId, :release, :at)
                        """)
                .param("launch", launchId)
                .param("attempt", number)
                .param("token", token)
                .param("request", frozen.withoutSecret(request))
                .param("secret", frozen.secret(request))
                .param("tokenId", tokenId)
                .param("release", utc(request.autoReleaseTime()))
                .param("at", utc(at))
                .update();
        return new Attempt(launchId, number, token, tokenId, request, request.autoReleaseTime(), at, null, null);
    }

    /** Records the only attempt of a launch whose host stands already: settled, never sent, without a token. */
    void standing(String launchId, Instant at, Function<String, LaunchRequest> requestWith) {
        String token = launchId + ".1";
        jdbc.sql("""
                        insert into launch_attempt
                            (launch_id, attempt, client_token, request, auto_release_at, frozen_at, settled_at, settled_as)
                        values (:launch, 1, :token, cast(:request as jsonb), null, :at, :at, :as)
                        """)
                .param("launch", launchId)
                .param("token", token)
                .param("request", frozen.withoutSecret(requestWith.apply(token)))
                .param("at", utc(at))
                .param("as", Settlement.ADOPTED.name())
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Attempt> open(String launchId) {
        return of(launchId).stream()
                .filter(attempt -> attempt.settledAt() == null)
                .findFirst();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Attempt> of(String launchId) {
        return jdbc.sql("""
                        select launch_id, attempt, client_token, token_id, request, secret, auto_release_at, frozen_at,
                               settled_at, settled_as
                        from launch_attempt
                        where launch_id = :launch
                        order by attempt
                        """).param("launch", launchId).query(frozen::attempt).list();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Attempt> byToken(String tokenId) {
        return jdbc.sql("""
                        select launch_id, attempt, client_token, token_id, request, secret, auto_release_at, frozen_at,
                               settled_at, settled_as
                        from launch_attempt
                        where token_id = :token
                        """).param("token", tokenId).query(frozen::attempt).optional();
    }

    @Override
    public long recordSend(String launchId, int attempt, Instant at) {
        return jdbc.sql("""
                        insert into launch_send (launch_id, attempt, sent_at)
                        select launch_id, attempt, :at
                        from launch_attempt
                        where launch_id = :launch
                          and attempt = :attempt
                          and settled_at is null
                        returning id
                        """)
                .param("launch", launchId)
                .param("attempt", attempt)
                .param("at", utc(at))
                .query(Long.class)
                .optional()
                .orElseThrow(
                        () -> new IllegalStateException("attempt " + launchId + "." + attempt + " is settled already"));
    }

    @Override
    public void recordAnswer(long send, SendAnswer answer) {
        int answered = jdbc.sql("""
                        update launch_send
                        set answered_at = :at,
                            answer = :kind,
                            code = :code,
                            message = :message,
                            request_id = :requestId
                        where id = :id
                          and answered_at is null
                        """)
                .param("at", utc(answer.at()))
                .param("kind", answer.kind().name())
                .param("code", answer.code())
                .param("message", answer.message())
                .param("requestId", answer.requestId())
                .param("id", send)
                .update();
        if (answered != 1) {
            throw new IllegalStateException("send " + send + " is answered already");
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<Send> sends(String launchId, int attempt) {
        return jdbc.sql("""
                        select id, sent_at, answered_at, answer, code, message, request_id
                        from launch_send
                        where launch_id = :launch
                          and attempt = :attempt
                        order by id
                        """)
                .param("launch", launchId)
                .param("attempt", attempt)
                .query(FrozenRequests::send)
                .list();
    }

    @Override
    public void recordReading(String launchId, int attempt, Instant begunAt, Set<String> instanceIds) {
        jdbc.sql("""
                        insert into launch_reading (launch_id, attempt, begun_at, instance_ids)
                        values (:launch, :attempt, :at, cast(:ids as text[]))
                        """)
                .param("launch", launchId)
                .param("attempt", attempt)
                .param("at", utc(begunAt))
                .param("ids", instanceIds.toArray(String[]::new))
                .update();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Reading> readings(String launchId, int attempt) {
        return jdbc.sql("""
                        select begun_at, instance_ids
                        from launch_reading
                        where launch_id = :launch
                          and attempt = :attempt
                        order by id
                        """)
                .param("launch", launchId)
                .param("attempt", attempt)
                .query(FrozenRequests::reading)
                .list();
    }

    @Override
    @Transactional(readOnly = true)
    public Set<String> vSwitches() {
        return jdbc.sql("select distinct request ->> 'vSwitchId' as v_switch from launch_attempt")
                .query((row, number) -> row.getString("v_switch"))
                .set();
    }

    @Override
    public void settle(String launchId, int attempt, Settlement as, Instant at) {
        int settled = jdbc.sql("""
                        update launch_attempt
                        set settled_at = :at,
                            settled_as = :as,
                            secret = null
                        where launch_id = :launch
                          and attempt = :attempt
                          and settled_at is null
                        """)
                .param("at", utc(at))
                .param("as", as.name())
                .param("launch", launchId)
                .param("attempt", attempt)
                .update();
        if (settled != 1) {
            throw new IllegalStateException("attempt " + launchId + "." + attempt + " is settled already");
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
