package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.Instance;
import io.burstlease.sandbox.cloud.world.CloudWorld;
import io.burstlease.sandbox.cloud.world.InstanceKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The filters of a list of instances: each must fit. */
final class InstanceFilter {

    private static final int MOST_IDS = 100;
    /** Filters that would have to narrow the list: better refused than silently without effect. */
    private static final List<String> NOT_EMULATED = List.of(
            "PrivateIpAddresses",
            "InnerIpAddresses",
            "PublicIpAddresses",
            "EipAddresses",
            "RdmaIpAddresses",
            "Ipv6Address",
            "SecurityGroupId",
            "DeviceAvailable",
            "NeedSaleCycle");

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Params params;
    private final CloudWorld world;
    private final Instant now;
    private final List<Predicate<Instance>> conditions = new ArrayList<>();

    InstanceFilter(Call call) {
        this.params = call.params();
        this.world = call.world();
        this.now = call.now();
        NOT_EMULATED.stream().filter(params::hasAny).findFirst().ifPresent(name -> {
            throw new Refusal(400, "InvalidParameter.NotEmulated", "The filter \"" + name + "\" is not emulated.");
        });
        ids();
        equal("VSwitchId", instance -> instance.spec().vSwitchId());
        equal("VpcId", instance -> world.network().vpcId());
        equal("ZoneId", instance -> instance.spec().zoneId());
        equal("ImageId", instance -> instance.spec().imageId());
        equal("InstanceType", instance -> instance.spec().instanceType());
        equal(
                "InstanceTypeFamily",
                instance -> world.catalogue()
                        .kind(instance.spec().instanceType())
                        .map(InstanceKind::family)
                        .orElse(""));
        equal("InstanceChargeType", instance -> instance.spec().chargeType().apiName());
        equal("Status", instance -> instance.status(now).apiName());
        equal("ResourceGroupId", option("ResourceGroupId"));
        equal("DeploymentSetId", option("DeploymentSetId"));
        equal("KeyPairName", option("KeyPairName"));
        equal("HpcClusterId", option("HpcClusterId"));
        equal("LockReason", instance -> Objects.requireNonNullElse(instance.lockReason(), ""));
        name();
        times();
    }

    boolean matches(Instance instance) {
        return conditions.stream().allMatch(condition -> condition.test(instance));
    }

    private static Function<Instance, String> option(String name) {
        return instance -> instance.spec().options().getOrDefault(name, "");
    }

    private void equal(String name, Function<Instance, String> field) {
        String wanted = params.get(name);
        if (wanted != null) {
            conditions.add(instance -> wanted.equals(field.apply(instance)));
        }
    }

    /** An empty array is a filter that nothing fits, as against no array at all. */
    private void ids() {
        String text = params.get("InstanceIds");
        if (text == null) {
            return;
        }
        try {
            Set<String> ids = new HashSet<>(List.of(JSON.readValue(text, String[].class)));
            if (ids.size() > MOST_IDS) {
                throw Refusal.invalid("InstanceIds");
            }
            conditions.add(instance -> ids.contains(instance.id()));
        } catch (JacksonException | NullPointerException e) {
            throw new Refusal(400, "InvalidInstanceIds.Malformed", "The specified InstanceIds is not a JSON array.");
        }
    }

    private void name() {
        String wanted = params.get("InstanceName");
        if (wanted != null) {
            String pattern = Pattern.compile("*", Pattern.LITERAL)
                    .splitAsStream(wanted + "\0")
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            Pattern name = Pattern.compile(pattern);
            conditions.add(instance ->
                    name.matcher(instance.born().instanceName() + "\0").matches());
        }
    }

    private void times() {
        for (Params filter : params.groups("Filter", 4)) {
            String key = filter.required("Key");
            Instant value = Times.parseMinutes("Filter.Value", filter.required("Value"));
            Map<String, Predicate<Instance>> known = Map.of(
                    "CreationStartTime", instance -> !instance.createdAt().isBefore(value),
                    "CreationEndTime", instance -> !instance.createdAt().isAfter(value),
                    "ExpiredStartTime",
                            instance -> expires(instance) && !expiry(instance).isBefore(value),
                    "ExpiredEndTime",
                            instance -> expires(instance) && !expiry(instance).isAfter(value));
            Predicate<Instance> condition = known.get(key);
            if (condition == null) {
                throw Refusal.invalid("Filter.Key");
            }
            conditions.add(condition);
        }
    }

    private static boolean expires(Instance instance) {
        return instance.expiresAt() != null;
    }

    private static Instant expiry(Instance instance) {
        return Objects.requireNonNull(instance.expiresAt());
    }
}
