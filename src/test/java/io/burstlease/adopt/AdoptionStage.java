package io.burstlease.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.LaunchRequest;
import io.burstlease.cloud.PaidPeriod;
import io.burstlease.host.HostState;
import io.burstlease.lease.Lease;
import io.burstlease.naming.Marks;
import io.burstlease.testing.FakeInstance;
import io.burstlease.testing.StageTest;
import io.burstlease.web.Caller;
import io.burstlease.web.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hosts that stand already, and the wish to have them taken over. */
abstract class AdoptionStage extends StageTest {

    static final Caller OLGA = new Caller("olga", "Olga", Set.of(Role.OPERATOR), null, false);
    static final Duration TERM = Duration.ofHours(8);
    private static final Map<String, String> EXTERNAL = Map.of(Marks.LABEL_EXTERNAL, "true");
    private static final LaunchRequest.Disk SYSTEM = new LaunchRequest.Disk("cloud_essd", 100, "PL1");

    final Adopt adopt;
    final AdoptionTable table;

    AdoptionStage(Parts parts, Adopt adopt, AdoptionTable table) {
        super(parts);
        this.adopt = adopt;
        this.table = table;
    }

    Adoption adopted(List<HostToAdopt> wishes) {
        String id = adopt.of(OLGA, wishes, false).id();
        world.until(
                Duration.ofMinutes(3),
                () -> table.get(id).state().next().isEmpty()
                        && table.get(id).hosts().stream()
                                .allMatch(row -> row.hostId() == null
                                        || hosts.get(row.hostId()).state() == HostState.READY));
        return table.get(id);
    }

    Lease leaseOf(Adoption adoption, int ordinal) {
        @Nullable String host = adoption.hosts().get(ordinal).hostId();
        assertThat(host).as("%s", adoption).isNotNull();
        return leases.get(hosts.leaseOf(String.valueOf(host)).orElseThrow());
    }

    static List<String> reasons(Adoption adoption) {
        return adoption.hosts().getFirst().findings().stream()
                .map(Finding::reason)
                .toList();
    }

    /** Bought and joined by hand, and running. */
    FakeInstance stands(String node) {
        return stands(node, request(CHEAP, TYPE, null));
    }

    FakeInstance stands(String node, LaunchRequest request) {
        world.cloud.boot(Duration.ZERO);
        FakeInstance instance = world.cloud.buyByHand(request);
        world.cluster.joinByHand(instance, node, EXTERNAL);
        return instance;
    }

    static LaunchRequest request(String zone, String type, @Nullable Instant releaseAt) {
        return request(zone, type, ChargeType.POSTPAID, null, releaseAt);
    }

    /** Paid for in advance. */
    static LaunchRequest prepaid(String period) {
        return request(CHEAP, TYPE, ChargeType.PREPAID, PaidPeriod.parse(period), null);
    }

    private static LaunchRequest request(
            String zone,
            String type,
            ChargeType chargeType,
            @Nullable PaidPeriod prepaid,
            @Nullable Instant releaseAt) {
        return new LaunchRequest(
                "by-hand",
                zone,
                "vsw-old",
                "sg-old",
                "m-old",
                type,
                1,
                1,
                chargeType,
                prepaid,
                null,
                releaseAt,
                "gpu-old",
                SYSTEM,
                List.of(new LaunchRequest.Disk("cloud_essd", 1000, "PL1")),
                null,
                null,
                "",
                Map.of());
    }

    HostToAdopt wish(FakeInstance instance, String node) {
        return wish(instance.id(), node);
    }

    HostToAdopt wish(String instance, String node) {
        return new HostToAdopt(
                instance,
                node,
                "vision",
                "base",
                "mia",
                "The spring run",
                "a100-8x",
                null,
                end(),
                null,
                null,
                null,
                null);
    }

    String end() {
        return NOON.plus(TERM).atOffset(ZoneOffset.UTC).toString();
    }
}
