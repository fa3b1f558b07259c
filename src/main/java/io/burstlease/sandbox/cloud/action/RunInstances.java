package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.Born;
import io.burstlease.sandbox.cloud.state.CloudEvent;
import io.burstlease.sandbox.cloud.state.LaunchSpec;
import io.burstlease.sandbox.cloud.state.TokenUse;
import io.burstlease.sandbox.cloud.world.ChargeType;
import io.burstlease.sandbox.cloud.world.Delays;
import io.burstlease.sandbox.cloud.world.Quota;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Buys instances. The order of the checks is part of the emulation: quota and balance are looked at before the client
 * token, so that even a faithful repeat can be refused.
 */
final class RunInstances implements Action {

    private static final int MOST = 100;

    @Override
    public String name() {
        return "RunInstances";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRegion();
        call.requireRights();
        Params params = call.params();
        int amount = params.integer("Amount", 1, 1, MOST);
        int least = params.integer("MinAmount", amount, 1, amount);
        LaunchSpec spec = new LaunchParams(call).read();
        int allowed = Math.min(amount, quotaLeft(call, spec, least));
        balance(call, spec, least);
        Optional<TokenUse> earlier = call.earlierUse();
        if (earlier.isPresent()) {
            return reply(spec, earlier.get().instanceIds(), earlier.get().orderId());
        }
        int count = available(call, spec, allowed, least);
        balance(call, spec, count);
        List<Born> instances = new Births(call, spec).of(count);
        call.endDryRun();
        List<String> ids = instances.stream().map(Born::instanceId).toList();
        String orderId = spec.chargeType() == ChargeType.PREPAID ? call.dice().orderId() : null;
        call.commit()
                .accept(new CloudEvent.Launched(
                        call.now(), spec, instances, call.useToken(ids, orderId), orderId, call.requestId()));
        return reply(spec, ids, orderId);
    }

    private static Map<String, Object> reply(LaunchSpec spec, List<String> ids, @Nullable String orderId) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (orderId != null) {
            body.put("OrderId", orderId);
        }
        body.put("TradePrice", spec.price().multiply(BigDecimal.valueOf(ids.size())));
        body.put("InstanceIdSets", Map.of("InstanceIdSet", ids));
        return body;
    }

    /** How many more the quota allows; it is short where that is fewer than the least acceptable. */
    private static int quotaLeft(Call call, LaunchSpec spec, int least) {
        Quota quota = call.state().quota();
        int instances = quota.instances() - call.state().living().size();
        int byVcpus = (quota.vcpus() - call.state().vcpusInUse(spec.zoneId())) / spec.vcpus();
        if (instances < least) {
            throw new Refusal(
                    403,
                    "QuotaExceed.ElasticQuota",
                    "The number of the specified ECS instances has exceeded the quota of the specified instance type.");
        }
        if (byVcpus < least) {
            throw new Refusal(
                    403,
                    "QuotaExceed.ElasticQuota",
                    "The number of vCPUs assigned to the ECS instances has exceeded the quota in the zone.");
        }
        return Math.min(instances, byVcpus);
    }

    private static void balance(Call call, LaunchSpec spec, int count) {
        Optional<BigDecimal> left = call.state().balance(call.now());
        if (left.isEmpty()) {
            return;
        }
        if (spec.chargeType() == ChargeType.PREPAID
                && left.get().compareTo(spec.price().multiply(BigDecimal.valueOf(count))) < 0) {
            throw new Refusal(403, "InsufficientBalance", "Your account does not have enough balance.");
        }
        if (left.get().signum() <= 0) {
            throw new Refusal(
                    403, "InvalidAccountStatus.NotEnoughBalance", "Your account does not have enough balance.");
        }
    }

    private static int available(Call call, LaunchSpec spec, int amount, int least) {
        int stock = call.state().stock().left(spec.instanceType(), spec.zoneId(), spec.chargeType());
        if (stock < least) {
            throw new Refusal(
                    403,
                    "OperationDenied.NoStock",
                    "The requested resource is sold out in the specified zone; try other types of resources or other"
                            + " regions and zones.");
        }
        int count = Math.min(stock, amount);
        if (call.state().addresses().free(spec.vSwitchId()) < count) {
            throw new Refusal(
                    400,
                    "InvalidVSwitchId.IpNotEnough",
                    "The specified VSwitch \"" + spec.vSwitchId() + "\" has not enough IpAddress.");
        }
        return count;
    }

    /** Gives each instance of a launch its id, names, address and the times of its first minutes. */
    private record Births(Call call, LaunchSpec spec) {

        List<Born> of(int count) {
            Params params = call.params();
            boolean unique = params.flag("UniqueSuffix", false);
            Names hostNames = new Names(params.get("HostName"), unique, count);
            Names instanceNames = new Names(params.get("InstanceName"), unique, count);
            List<String> addresses = call.state().addresses().next(spec.vSwitchId(), count);
            long number = call.state().all().size();
            List<Born> born = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                String id = call.dice().id("i");
                born.add(born(
                        id,
                        number + i,
                        instanceNames.instanceName(id, i),
                        hostNames.hostName(id, i),
                        addresses.get(i)));
            }
            return born;
        }

        private Born born(String id, long number, String instanceName, String hostName, String address) {
            Delays delays = call.world().behaviour().delays();
            Instant starting = call.now().plus(delays.pending());
            Instant running =
                    starting.plus(delays.starting()).plus(call.dice().between(Duration.ZERO, delays.jitter()));
            boolean dry = call.params().flag("DryRun", false);
            boolean stuck = !dry && struck(Faults.Kind.STUCK_STARTING);
            boolean dead = stuck || (!dry && struck(Faults.Kind.NEVER_BOOT));
            List<String> disks =
                    spec.disks().stream().map(disk -> call.dice().id("d")).toList();
            return new Born(
                    id,
                    number,
                    instanceName,
                    hostName,
                    address,
                    disks,
                    starting,
                    stuck ? null : running,
                    dead ? null : running.plus(delays.booting()),
                    call.now().plus(call.dice().between(Duration.ZERO, delays.shownAfter())));
        }

        private boolean struck(Faults.Kind kind) {
            return call.faults().strike(kind, "RunInstances").isPresent();
        }
    }
}
