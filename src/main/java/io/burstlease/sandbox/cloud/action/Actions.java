package io.burstlease.sandbox.cloud.action;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every action the emulated cloud knows. */
public final class Actions {

    private final Map<String, Action> byName = Stream.<Action>of(
                    new DeleteInstance(),
                    new DeleteInstances(),
                    new DescribeAvailableResource(),
                    new DescribeDisks(),
                    new DescribeInstanceAttribute(),
                    new DescribeInstanceAutoRenewAttribute(),
                    new DescribeInstanceTypes(),
                    new DescribeInstances(),
                    new DescribePrice(),
                    new DescribeVSwitches(),
                    new InquiryPriceRefundInstance(),
                    new ListTagResources(),
                    new ModifyInstanceAutoReleaseTime(),
                    new RefundInstance(),
                    new RenewInstance(),
                    new RunInstances(),
                    new StartInstances(),
                    new StopInstances(),
                    new TagResources(),
                    new UntagResources())
            .collect(Collectors.toUnmodifiableMap(Action::name, Function.identity()));

    public Map<String, Object> perform(Call call, @Nullable String version) {
        return find(call.action(), version).perform(call);
    }

    /** Refuses what is no action. */
    public void require(String action, @Nullable String version) {
        find(action, version);
    }

    private Action find(String name, @Nullable String version) {
        Action action = byName.get(name);
        if (version == null) {
            throw Refusal.missing("Version");
        }
        if (action == null || !action.versions().contains(version)) {
            throw new Refusal(
                    404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.");
        }
        return action;
    }
}
