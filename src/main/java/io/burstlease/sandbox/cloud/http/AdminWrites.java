package io.burstlease.sandbox.cloud.http;

import io.burstlease.sandbox.cloud.action.Faults;
import io.burstlease.sandbox.cloud.core.ApiCall;
import io.burstlease.sandbox.cloud.core.EmulatedCloud;
import io.burstlease.sandbox.cloud.core.Reply;
import io.burstlease.sandbox.cloud.state.CloudEvent;
import io.burstlease.sandbox.cloud.state.ReleasedBy;
import io.burstlease.sandbox.cloud.world.ChargeType;
import io.burstlease.sandbox.cloud.world.Quota;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Changes the world.
 *
 * <ul>
 *   <li>{@code PUT /admin/stock} {@code {"stock":[{"instanceType","zoneId","chargeType","count"}]}}: so many are left
 *       from now on; without type, zone or charge type every one is meant; a negative count takes the type off sale.
 *       Further {@code "addresses":[{"vSwitchId","inUse"}]} (taken by others) and
 *       {@code "account":{"quota","balance"}}.
 *   <li>{@code PUT /admin/faults} {@code {"faults":[…]}} replaces the faults, each as {@link Faults.Fault}.
 *   <li>{@code POST /admin/holds} {@code {"action","at","count","skip"}}: stops the next calls of an action at
 *       {@code before-effect}, {@code after-effect} or {@code after-reply} (the reply is with the client by then);
 *       count is 1 if absent, and negative without end.
 *   <li>{@code POST /admin/holds/release} {@code {"callId","then","holdId","cancel"}}: lets one stopped call, or all,
 *       go on ({@code proceed}) or cuts its connection ({@code cut}; before the effect: the effect never takes place).
 *       With {@code "cancel":true} the orders, or the one of holdId, are taken back too.
 *   <li>{@code POST /admin/instances/{id}/vanish} {@code {"noticeSeconds"}}: the cloud takes the instance away, at once
 *       or with the lock {@code Recycling} as notice.
 *   <li>{@code POST /admin/console} {@code {"action","version","parameters"}}: what somebody does in the cloud's web
 *       console, past every service: one action of the API with its parameters, with the rights of the account itself.
 *   <li>{@code POST /admin/reset}: forgets everything, the journal included.
 * </ul>
 */
final class AdminWrites {

    record StockChange(
            @Nullable String instanceType,
            @Nullable String zoneId,
            @Nullable ChargeType chargeType,
            int count) {}

    record AddressChange(String vSwitchId, int inUse) {}

    record AccountChange(Quota quota, @Nullable BigDecimal balance) {}

    record StockBody(
            @Nullable List<StockChange> stock,
            @Nullable List<AddressChange> addresses,
            @Nullable AccountChange account) {}

    record FaultsBody(@Nullable List<Faults.Fault> faults) {}

    record HoldBody(
            @Nullable String action,
            Holds.@Nullable Point at,
            @Nullable Integer count,
            @Nullable Integer skip) {}

    record ReleaseBody(
            @Nullable String callId,
            Holds.@Nullable Then then,
            @Nullable String holdId,
            @Nullable Boolean cancel) {}

    record ConsoleBody(
            @Nullable String action,
            @Nullable String version,
            @Nullable Map<String, String> parameters) {}

    record VanishBody(@Nullable Integer noticeSeconds) {}

    private static final String ECS_VERSION = "2014-05-26";

    private final EmulatedCloud cloud;
    private final Holds holds;

    AdminWrites(EmulatedCloud cloud, Holds holds) {
        this.cloud = cloud;
        this.holds = holds;
    }

    Map<String, AdminServlet.Route> routes() {
        return Map.of(
                "PUT /admin/stock", request -> stock(request.body(StockBody.class)),
                "PUT /admin/faults", request -> faults(request.body(FaultsBody.class)),
                "POST /admin/holds", request -> hold(request.body(HoldBody.class)),
                "POST /admin/holds/release", request -> release(request.body(ReleaseBody.class)),
                "POST /admin/instances/{id}/vanish", request -> vanish(request.id(), request.body(VanishBody.class)),
                "POST /admin/console", request -> console(request.body(ConsoleBody.class)),
                "POST /admin/reset", request -> reset());
    }

    private Object stock(StockBody body) {
        for (StockChange change : orNone(body.stock())) {
            cloud.impose(now -> each(change, now));
        }
        for (AddressChange change : orNone(body.addresses())) {
            if (cloud.world().network().vSwitch(change.vSwitchId()).isEmpty()) {
                throw new NoSuchElementException("no vSwitch " + change.vSwitchId());
            }
            cloud.impose(now -> List.of(new CloudEvent.AddressesSet(now, change.vSwitchId(), change.inUse())));
        }
        AccountChange account = body.account();
        if (account != null) {
            cloud.impose(now -> List.of(new CloudEvent.AccountSet(now, account.quota(), account.balance())));
        }
        return done();
    }

    private List<CloudEvent> each(StockChange change, Instant now) {
        List<CloudEvent> events = new ArrayList<>();
        for (var kind : cloud.world().catalogue().instanceKinds()) {
            for (String zone : cloud.world().network().zones()) {
                for (ChargeType charge : ChargeType.values()) {
                    boolean meant = (change.instanceType() == null
                                    || change.instanceType().equals(kind.id()))
                            && (change.zoneId() == null || change.zoneId().equals(zone))
                            && (change.chargeType() == null || change.chargeType() == charge);
                    if (meant) {
                        events.add(new CloudEvent.StockSet(now, kind.id(), zone, charge, change.count()));
                    }
                }
            }
        }
        return events;
    }

    private Object faults(FaultsBody body) {
        cloud.faults().replace(orNone(body.faults()));
        return Map.of("faults", cloud.faults().list());
    }

    private Object hold(HoldBody body) {
        if (body.action() == null || body.at() == null) {
            throw new IllegalArgumentException("a hold needs an action and at");
        }
        return holds.add(
                body.action(),
                body.at(),
                body.skip() == null ? 0 : body.skip(),
                body.count() == null ? 1 : body.count());
    }

    private Object release(ReleaseBody body) {
        if (Boolean.TRUE.equals(body.cancel())) {
            holds.cancel(body.holdId());
        }
        int released = holds.release(body.callId(), body.then() == null ? Holds.Then.PROCEED : body.then());
        return Map.of("released", released);
    }

    private Object vanish(String id, VanishBody body) {
        if (cloud.look(view -> view.state().living(id)).isEmpty()) {
            throw new NoSuchElementException("no living instance " + id);
        }
        int notice = body.noticeSeconds() == null ? 0 : body.noticeSeconds();
        cloud.impose(now -> List.of(new CloudEvent.Released(
                now, List.of(id), now.plusSeconds(notice), ReleasedBy.RECLAIM, null, "reclaimed")));
        return done();
    }

    private Object console(ConsoleBody body) {
        if (body.action() == null) {
            throw new IllegalArgumentException("the console needs an action");
        }
        String key = cloud.world().account().accessKeys().getFirst().id();
        Map<String, String> parameters = body.parameters() == null ? Map.of() : body.parameters();
        Reply reply = cloud.call(
                new ApiCall(body.action(), body.version() == null ? ECS_VERSION : body.version(), parameters, key));
        return Map.of("status", reply.status(), "body", reply.body());
    }

    private Object reset() {
        cloud.reset();
        holds.cancel(null);
        return done();
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static Map<String, String> done() {
        return Map.of("result", "done");
    }
}
