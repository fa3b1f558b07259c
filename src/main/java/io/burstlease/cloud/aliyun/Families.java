package io.burstlease.cloud.aliyun;

import static io.burstlease.cloud.CloudException.Family.ADDRESSES;
import static io.burstlease.cloud.CloudException.Family.GONE;
import static io.burstlease.cloud.CloudException.Family.INVALID;
import static io.burstlease.cloud.CloudException.Family.MONEY;
import static io.burstlease.cloud.CloudException.Family.NOT_YET;
import static io.burstlease.cloud.CloudException.Family.PERMISSION;
import static io.burstlease.cloud.CloudException.Family.QUOTA;
import static io.burstlease.cloud.CloudException.Family.STOCK;
import static io.burstlease.cloud.CloudException.Family.STUCK;
import static io.burstlease.cloud.CloudException.Family.THROTTLED;
import static io.burstlease.cloud.CloudException.Family.TRANSIENT;
import static io.burstlease.cloud.CloudException.Family.UNKNOWN;
import static java.util.Map.entry;

import io.burstlease.cloud.CloudException.Family;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the caller does next, by error code.
 *
 * <p>The same code comes with more than one HTTP status, so only the code counts; the status speaks where there is no
 * code. Exact codes come first, because {@code QuotaExceeded.PrivateIpAddress} is about a vSwitch and
 * {@code Forbidden.RiskControl} about the account; prefixes follow. Source: error tables of RunInstances,
 * DeleteInstances, the refunds of the billing API, and the idempotence page of the ECS documentation.
 */
final class Families {

    private static final Map<String, Family> EXACT = Stream.of(
                    codes(
                            STOCK,
                            "OperationDenied.NoStock",
                            "Zone.NotOnSale",
                            "Zone.NotOpen",
                            "ResourceNotAvailable",
                            "InvalidResourceType.NotSupported",
                            "InvalidInstanceType.ZoneNotSupported",
                            "InvalidInstanceType.NotSupported",
                            "InstanceType.Offline",
                            "InvalidVpcZone.NotSupported",
                            "OperationDenied.ZoneNotAllowed",
                            "OperationDenied.ZoneSystemCategoryNotMatch",
                            "OperationDenied.CloudSSDNotSupported",
                            "InvalidZoneId.NotSupportShareEncryptedImage",
                            "CategoryNotSupported",
                            "NoInstanceStock",
                            // These three pass by themselves within minutes.
                            "OperationDenied.ResourceControl",
                            "NodeControllerUnavailable",
                            "OperationDenied.CreatingConflict"),
                    codes(
                            ADDRESSES,
                            "QuotaExceeded.PrivateIpAddress",
                            "InvalidVSwitchId.IpNotEnough",
                            "InvalidVSwitchId.IpInvalid",
                            "InvalidVSwitchId.NotFound",
                            "InvalidVSwitchId.NotExist",
                            "IncorrectVSwitchStatus",
                            "OperationDenied.NoVlan"),
                    codes(QUOTA, "SecurityGroupInstanceLimitExceed", "OperationDenied.QuotaExceed"),
                    codes(
                            MONEY,
                            "InsufficientBalance",
                            "InvalidAccountStatus.NotEnoughBalance",
                            "Account.Arrearage",
                            "InvalidPayMethod",
                            "PaymentMethodNotFound",
                            "RealNameAuthenticationError",
                            "Forbidden.RiskControl",
                            "SecurityRisk.3DVerification",
                            "Instance.UnPaidOrder",
                            "InvalidInstance.UnPaidOrder"),
                    codes(
                            PERMISSION,
                            "Forbbiden", // as the cloud spells it
                            "NoPermission",
                            "InvalidOwner",
                            "InvalidUser.PassRoleForbidden",
                            "SignatureDoesNotMatch",
                            "IncompleteSignature",
                            "SignatureNonceUsed",
                            "RegionUnauthorized",
                            "InvalidSpotAuthorized",
                            "InvalidSpotAliUid",
                            "InvalidUserData.Forbidden",
                            "SDK.NoCredentials",
                            "SDK.InvalidAccessKeySecret"),
                    codes(
                            INVALID,
                            "InvalidSecurityGroupId",
                            "InvalidSecurityGroupId.NotFound",
                            "OperationDenied.InconsistentNetwork",
                            "OperationDenied.ImageNotValid",
                            "ImageNotSupportCloudInit",
                            "ImageNotSupportInstanceType",
                            "DeploymentSet.NotFound",
                            "DependencyViolation.IoOptimized",
                            "HOSTNAME_ILLEGAL",
                            "InvalidHostName.Malformed",
                            "InvalidAutoReleaseTime.Malformed",
                            "InvalidInstanceId.Malformed",
                            "InvalidInstanceType.ValueNotSupported",
                            "InvalidMinAmount.Malformed",
                            "InvalidPeriod",
                            "InvalidRegionId.NotFound",
                            "InvalidResourceGroup.NotFound",
                            "InvalidSpotPriceLimit",
                            "InvalidSpotPriceLimit.LowerThanPublicPrice",
                            "InvalidSpotStrategy",
                            "InvalidTagCount",
                            "InvalidTagKey.Malformed",
                            "InvalidTagValue.Malformed",
                            "InvalidZoneId.NotFound",
                            "MissingParamter", // as the cloud spells it
                            "PriceNotFound",
                            "IdempotentParameterMismatch",
                            "IdempotenceParamNotMatch",
                            "IdempotentFailed",
                            "InvalidClientToken.ValueNotSupported",
                            "SDK.EndpointResolvingError"),
                    codes(
                            NOT_YET,
                            "IncorrectInstanceStatus",
                            "IncorrectInstanceStatus.Initializing",
                            "Idempotence.Processing",
                            "LastTokenProcessing"),
                    codes(
                            STUCK,
                            "ChargeTypeViolation",
                            "ResourceStatusError",
                            "InvalidOperation.DeletionProtection",
                            "OperationDenied.DeletionProtection"),
                    codes(
                            GONE,
                            "InvalidInstanceId.NotFound",
                            "InvalidInstance.NotFound",
                            "NoSuchResource",
                            "ResourceNotExists"),
                    codes(THROTTLED, "Rejected.Throttling", "LastOrderProcessing"))
            .flatMap(row -> row.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** In the order they are tried. */
    private static final List<Map.Entry<String, Family>> PREFIXES = List.of(
            entry("Throttling", THROTTLED),
            entry("QuotaExceed", QUOTA),
            entry("Forbidden", PERMISSION),
            entry("InvalidAccessKeyId", PERMISSION),
            entry("InvalidRamRole.", PERMISSION),
            entry("InvalidSecurityToken", PERMISSION),
            entry("InvalidTimeStamp", PERMISSION),
            entry("MissingParameter", INVALID),
            entry("InvalidParameter", INVALID),
            entry("InvalidParam.", INVALID),
            entry("InvalidImageId.", INVALID),
            entry("InvalidUserData.", INVALID),
            entry("InvalidHpcClusterId.", INVALID),
            entry("InvalidDiskCategory.", INVALID),
            entry("InvalidDataDisk", INVALID),
            entry("InvalidSystemDisk", INVALID),
            entry("InstanceLocked", STUCK),
            entry("DependencyViolation", STUCK),
            entry("InternalError", TRANSIENT),
            entry("ServiceUnavailable", TRANSIENT),
            entry("SDK.", TRANSIENT));

    /**
     * Refusals that may speak of an earlier send of the same purchase: a token that is or was in use, an order or an
     * instance that is being made, a signature that arrived a second time.
     */
    private static final Set<String> MAY_BE_OURS = Set.of(
            "IdempotentParameterMismatch",
            "IdempotenceParamNotMatch",
            "IdempotentFailed",
            "Idempotence.Processing",
            "InvalidClientToken.ValueNotSupported",
            "LastTokenProcessing",
            "LastOrderProcessing",
            "OperationDenied.CreatingConflict",
            "SignatureNonceUsed");

    private static final Set<Family> BUYS_NOTHING =
            EnumSet.of(STOCK, ADDRESSES, QUOTA, MONEY, THROTTLED, PERMISSION, INVALID);

    private Families() {}

    static Family of(String code) {
        Family exact = EXACT.get(code);
        if (exact != null) {
            return exact;
        }
        return PREFIXES.stream()
                .filter(prefix -> code.startsWith(prefix.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** For a reply that has no code of its own. */
    static Family ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> PERMISSION;
            case 429 -> THROTTLED;
            default -> status >= 400 && status < 500 ? UNKNOWN : TRANSIENT;
        };
    }

    /** True where this refusal of a purchase is known to mean that this send bought nothing, and hints at no other. */
    static boolean buysNothing(String code) {
        return BUYS_NOTHING.contains(of(code)) && !MAY_BE_OURS.contains(code);
    }

    /** True where this refusal of an order for an instance that stands is known to mean that nothing was done. */
    static boolean ordersNothing(String code) {
        return buysNothing(code) || (of(code) == STUCK && !MAY_BE_OURS.contains(code));
    }

    private static Map<String, Family> codes(Family family, String... codes) {
        return Stream.of(codes).collect(Collectors.toUnmodifiableMap(code -> code, _ -> family));
    }
}
