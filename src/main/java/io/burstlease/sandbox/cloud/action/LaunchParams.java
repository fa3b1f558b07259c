package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.DiskSpec;
import io.burstlease.sandbox.cloud.state.LaunchSpec;
import io.burstlease.sandbox.cloud.state.SpotTerms;
import io.burstlease.sandbox.cloud.state.Term;
import io.burstlease.sandbox.cloud.world.Catalogue;
import io.burstlease.sandbox.cloud.world.ChargeType;
import io.burstlease.sandbox.cloud.world.InstanceKind;
import io.burstlease.sandbox.cloud.world.VSwitch;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what a launch asks for and refuses what the documentation forbids. */
final class LaunchParams {

    private static final int LARGEST_USER_DATA = 32 * 1024;
    private static final Set<String> KEPT = Set.of(
            "ResourceGroupId",
            "DeploymentSetId",
            "HpcClusterId",
            "RamRoleName",
            "KeyPairName",
            "Description",
            "HttpEndpoint",
            "HttpTokens");
    /** Parameters with an effect that is not emulated: better refused than silently without it. */
    private static final List<String> NOT_EMULATED = List.of(
            "LaunchTemplateId", "LaunchTemplateName", "PrivateIpAddress", "HostNames", "NetworkInterface", "Arn");

    private final Call call;
    private final Params params;
    private final Catalogue catalogue;

    LaunchParams(Call call) {
        this.call = call;
        this.params = call.params();
        this.catalogue = call.world().catalogue();
    }

    LaunchSpec read() {
        NOT_EMULATED.stream().filter(params::hasAny).findFirst().ifPresent(name -> {
            throw new Refusal(400, "InvalidParameter.NotEmulated", "\"" + name + "\" is not emulated.");
        });
        InstanceKind kind = kind();
        image();
        VSwitch vSwitch = vSwitch();
        ChargeType charge = ChargeParams.chargeType(params);
        Term term = charge == ChargeType.PREPAID ? ChargeParams.term(params) : null;
        List<DiskSpec> disks = new DiskParams(catalogue, term).read(params);
        BigDecimal perHour = perHour(kind, vSwitch, charge);
        SpotTerms spot = ChargeParams.spot(params, perHour);
        return new LaunchSpec(
                kind.id(),
                kind.vcpus(),
                params.required("ImageId"),
                vSwitch.zoneId(),
                vSwitch.id(),
                securityGroups(),
                charge,
                spot,
                userData(),
                disks,
                TagParams.toSet(params),
                deletionProtection(charge),
                autoReleaseAt(charge),
                term == null ? null : term.after(call.now()),
                term == null ? null : ChargeParams.autoRenew(params),
                perHour,
                term == null ? BigDecimal.ZERO : new Pricing(catalogue).perTerm(kind, term),
                kept());
    }

    private InstanceKind kind() {
        InstanceKind kind = catalogue
                .kind(params.required("InstanceType"))
                .orElseThrow(() -> new Refusal(
                        400, "InvalidInstanceType.NotSupported", "The specified InstanceType is not supported."));
        boolean classicRdma = kind.family().startsWith("ecs.scc");
        if (params.has("HpcClusterId") != classicRdma) {
            throw new Refusal(
                    400,
                    classicRdma ? "InvalidHpcClusterId.Necessary" : "InvalidHpcClusterId.Unnecessary",
                    "HpcClusterId goes with SCC instance types, and with them only.");
        }
        return kind;
    }

    private BigDecimal perHour(InstanceKind kind, VSwitch vSwitch, ChargeType charge) {
        if (kind.pricePerHour() == null || !call.state().sells(kind.id(), vSwitch.zoneId(), charge)) {
            throw new Refusal(
                    400,
                    "InvalidResourceType.NotSupported",
                    "This resource type is not supported; user order resource type " + kind.id() + " not exists in "
                            + vSwitch.zoneId());
        }
        return new Pricing(catalogue).perHour(kind, charge);
    }

    private void image() {
        if (!catalogue.images().contains(params.required("ImageId"))) {
            throw new Refusal(404, "InvalidImageId.NotFound", "The specified ImageId does not exist.");
        }
    }

    private VSwitch vSwitch() {
        VSwitch vSwitch = call.world()
                .network()
                .vSwitch(params.required("VSwitchId"))
                .orElseThrow(() ->
                        new Refusal(404, "InvalidVSwitchId.NotFound", "The specified vSwitch ID does not exist."));
        String zone = params.get("ZoneId");
        if (zone != null && !zone.equals(vSwitch.zoneId())) {
            throw new Refusal(
                    400, "InvalidParameter.Mismatch", "Specified virtual switch is not in the specified zone.");
        }
        return vSwitch;
    }

    private List<String> securityGroups() {
        String single = params.get("SecurityGroupId");
        List<String> several = params.list("SecurityGroupIds", 5);
        if (single != null && !several.isEmpty()) {
            throw new Refusal(
                    400, "InvalidParameter.Conflict", "SecurityGroupId and SecurityGroupIds exclude one another.");
        }
        List<String> groups = single == null ? several : List.of(single);
        if (groups.isEmpty()) {
            throw Refusal.missing("SecurityGroupId");
        }
        if (!call.world().network().securityGroups().containsAll(groups)) {
            throw new Refusal(404, "InvalidSecurityGroupId", "The specified SecurityGroupId does not exist.");
        }
        return groups;
    }

    private @Nullable String userData() {
        String encoded = params.get("UserData");
        if (encoded == null) {
            return null;
        }
        byte[] raw;
        try {
            raw = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    400, "InvalidUserData.Base64FormatInvalid", "The specified UserData is not valid base64.");
        }
        if (raw.length > LARGEST_USER_DATA) {
            throw new Refusal(400, "InvalidUserData.SizeExceeded", "The specified UserData exceeds the maximum size.");
        }
        return encoded;
    }

    private boolean deletionProtection(ChargeType charge) {
        boolean wanted = params.flag("DeletionProtection", false);
        if (wanted && charge != ChargeType.POSTPAID) {
            throw new Refusal(400, "InvalidParameter.Conflict", "DeletionProtection is for PostPaid instances only.");
        }
        return wanted;
    }

    private @Nullable Instant autoReleaseAt(ChargeType charge) {
        Instant time = Times.autoRelease(params.get("AutoReleaseTime"), call.now());
        if (time != null && charge == ChargeType.PREPAID) {
            throw new Refusal(400, "InvalidParameter.Conflict", "AutoReleaseTime is for PostPaid instances only.");
        }
        return time;
    }

    private Map<String, String> kept() {
        params.oneOf("HttpTokens", "optional", Set.of("optional", "required"));
        params.oneOf("HttpEndpoint", "enabled", Set.of("enabled", "disabled"));
        Map<String, String> kept = new TreeMap<>();
        for (String name : KEPT) {
            String value = params.get(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return kept;
    }
}
