package io.burstlease.adopt;

import io.burstlease.catalog.Catalog;
import io.burstlease.cloud.ChargeType;
import io.burstlease.cloud.CloudDisks;
import io.burstlease.cloud.CloudHosts;
import io.burstlease.cloud.DiskSeen;
import io.burstlease.cloud.InstanceSeen;
import io.burstlease.cluster.NodeSeen;
import io.burstlease.cluster.Nodes;
import io.burstlease.host.Hosts;
import io.burstlease.host.PaidAhead;
import io.burstlease.host.Standing;
import io.burstlease.money.Money;
import io.burstlease.naming.Marks;
import io.burstlease.offer.PriceAt;
import io.burstlease.offer.Prices;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Asks the cloud and the cluster what hosts there are, and finds what stands against taking them over. Calls out. */
@Component
class Examination {

    /** As many ids as {@code DescribeInstances} takes in one question. */
    private static final int BATCH = 100;

    private final CloudHosts cloud;
    private final CloudDisks disks;
    private final Nodes nodes;
    private final Hosts hosts;
    private final Catalog catalog;
    private final Prices prices;
    private final InstanceRules instanceRules;
    private final PaidRules paidRules;
    private final Clock clock;
    private final String region;

    Examination(
            CloudHosts cloud,
            CloudDisks disks,
            Nodes nodes,
            Hosts hosts,
            Catalog catalog,
            Prices prices,
            InstanceRules instanceRules,
            PaidRules paidRules,
            Clock clock,
            @Value("${burstlease.cloud.region}") String region) {
        this.cloud = cloud;
        this.disks = disks;
        this.nodes = nodes;
        this.hosts = hosts;
        this.catalog = catalog;
        this.prices = prices;
        this.instanceRules = instanceRules;
        this.paidRules = paidRules;
        this.clock = clock;
        this.region = region;
    }

    List<Examined> of(List<Adoption.Row> rows) {
        Map<String, InstanceSeen> instances = new HashMap<>();
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<String> ids = rows.subList(from, Math.min(rows.size(), from + BATCH)).stream()
                    .map(row -> row.wish().instanceId())
                    .toList();
            cloud.listByIds(ids).instances().forEach(seen -> instances.put(seen.instanceId(), seen));
        }
        return rows.stream()
                .map(row -> examined(
                        row, Optional.ofNullable(instances.get(row.wish().instanceId()))))
                .toList();
    }

    private Examined examined(Adoption.Row row, Optional<InstanceSeen> instance) {
        String id = row.wish().instanceId();
        List<Finding> findings = new ArrayList<>();
        hosts.byInstance(id)
                .ifPresent(
                        host -> findings.add(new Finding("known-instance", id + " is host " + host.id() + " already")));
        String nodeName = Optional.ofNullable(row.wish().nodeName()).orElse(Marks.nodeName(region, id));
        hosts.byNode(nodeName)
                .ifPresent(host ->
                        findings.add(new Finding("known-node", nodeName + " is host " + host.id() + "'s node")));
        if (instance.isEmpty()) {
            findings.add(new Finding("no-instance", "the cloud shows no instance " + id));
            return new Examined(row, findings, null);
        }
        InstanceSeen seen = instance.get();
        findings.addAll(
                instanceRules.findings(seen, catalog.find(text(row.wish().hostClass()))));
        Optional<NodeSeen> node = nodes.get(nodeName);
        findings.addAll(NodeRules.findings(nodeName, node, seen, region));
        List<DiskSeen> attached = disks.of(id);
        Optional<Money> hourly = price(seen, attached, findings);
        Optional<PaidAhead> paid = paidRules.paidAhead(row.wish(), seen, attached, findings);
        return findings.isEmpty()
                ? new Examined(row, findings, standing(seen, node.orElseThrow(), attached, hourly.orElseThrow(), paid))
                : new Examined(row, findings, null);
    }

    /** With its disks; a disk that outlives its host would go on costing without anybody knowing. */
    private Optional<Money> price(InstanceSeen seen, List<DiskSeen> attached, List<Finding> findings) {
        Instant now = clock.instant();
        if (attached.isEmpty() || !attached.getFirst().system()) {
            findings.add(new Finding("no-disks", "the cloud shows no system disk of " + seen.instanceId()));
        }
        for (DiskSeen disk : attached) {
            if (!disk.deleteWithInstance()) {
                findings.add(new Finding(
                        "disk-stays", disk.diskId() + " would stay, and cost, after its host: set DeleteWithInstance"));
            }
        }
        Optional<Money> sum = seen.chargeType() == ChargeType.PREPAID
                ? paidRules.hourly(seen, attached)
                : hourly(seen, attached, now);
        if (sum.isEmpty()) {
            findings.add(new Finding(
                    "unknown-price",
                    "no price is known of %s with its disks in %s, %s"
                            .formatted(seen.instanceType(), seen.zone(), seen.chargeType())));
        }
        return sum;
    }

    private Optional<Money> hourly(InstanceSeen seen, List<DiskSeen> attached, Instant now) {
        Optional<Money> sum = prices.hostPrice(seen.instanceType(), seen.zone(), seen.chargeType(), now)
                .map(PriceAt::perHour);
        for (DiskSeen disk : attached) {
            sum = sum.flatMap(soFar -> prices.diskPrice(disk.disk(), seen.zone(), seen.chargeType(), now)
                    .map(price -> soFar.plus(price.perHour())));
        }
        return sum;
    }

    private static Standing standing(
            InstanceSeen seen, NodeSeen node, List<DiskSeen> attached, Money hourly, Optional<PaidAhead> paid) {
        return new Standing(
                seen.instanceId(),
                seen.instanceType(),
                seen.zone(),
                seen.vSwitchId(),
                seen.chargeType(),
                hourly,
                seen.gpus(),
                attached.getFirst().disk(),
                attached.stream().skip(1).map(DiskSeen::disk).toList(),
                paid.orElse(null),
                node.name(),
                node.uid());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
