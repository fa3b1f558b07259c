package io.burstlease.testing;

import io.burstlease.web.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Everybody who may say something of a lease of team {@code vision} that {@code mia} applied for, by what they are to
 * it.
 */
public final class Actors {

    private final Map<String, Api> apis = new LinkedHashMap<>();
    private int requests;

    private Actors(int port) {
        Api service = Api.nobody(port);
        apis.put("applicant", service.as(TestIssuer.token("mia", Role.MEMBER)));
        apis.put("member", service.as(TestIssuer.token("max", Role.MEMBER)));
        apis.put("lead", service.as(TestIssuer.token("lea", Role.MEMBER, Role.LEAD)));
        apis.put("lead of another team", service.as(TestIssuer.token("lou", Role.MEMBER, Role.LEAD)));
        apis.put("finance", service.as(TestIssuer.token("fin", Role.FINANCE)));
        apis.put("operator", service.as(TestIssuer.token("oscar", Role.OPERATOR)));
        apis.put("platform", service.as(TestIssuer.token("trainer", Role.PLATFORM)));
        apis.put("platform of another team", service.as(TestIssuer.token("talker", Role.PLATFORM)));
    }

    /** @param owner of the schema, who makes the teams that are missing */
    public static Actors at(int port, JdbcClient owner) {
        owner.sql("""
                        insert into team (id, name, max_hosts, max_term_days) values ('speech', 'Speech', 10, 10);
                        insert into team_member (team_id, subject, is_lead)
                        values ('vision', 'max', false), ('speech', 'lou', true);
                        insert into team_platform (team_id, client)
                        values ('vision', 'trainer'), ('speech', 'talker');
                        """).update();
        return new Actors(port);
    }

    public List<String> names() {
        return List.copyOf(apis.keySet());
    }

    /** Whatever version the thing has. */
    public Api.Answer post(String who, String path, String body) {
        Api api = apis.get(who);
        if (api == null) {
            throw new IllegalArgumentException("nobody is " + who);
        }
        return api.with("If-Match", "*")
                .with("Idempotency-Key", "actor-" + requests++)
                .post(path, body);
    }
}
