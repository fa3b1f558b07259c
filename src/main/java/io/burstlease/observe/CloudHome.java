package io.burstlease.observe;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The account and region whose instances this database tells of; anywhere else all of them would be missing. */
@Repository
class CloudHome {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String account;
    private final String region;

    CloudHome(
            JdbcClient jdbc,
            Clock clock,
            ObserveSettings settings,
            @Value("${burstlease.cloud.region}") String region) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.account = settings.account();
        this.region = region;
    }

    /** Kept at the first reading. What differs since then; empty when nothing does. */
    @Transactional
    public Optional<String> mismatch() {
        jdbc.sql("""
                        insert into cloud_home (account, region, kept_at)
                        values (:account, :region, :at)
                        on conflict do nothing
                        """)
                .param("account", account)
                .param("region", region)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        String kept = jdbc.sql("select account || '/' || region as place from cloud_home")
                .query((row, number) -> row.getString("place"))
                .single();
        String here = account + "/" + region;
        return kept.equals(here)
                ? Optional.empty()
                : Optional.of("foreign-place: instances are kept in " + kept + ", not in " + here);
    }
}
