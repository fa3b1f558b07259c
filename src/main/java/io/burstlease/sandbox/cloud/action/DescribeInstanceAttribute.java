package io.burstlease.sandbox.cloud.action;

import io.burstlease.sandbox.cloud.state.Instance;
import java.util.Map;

/** Shows one instance by its id, or says for certain that there is none. */
final class DescribeInstanceAttribute implements Action {

    @Override
    public String name() {
        return "DescribeInstanceAttribute";
    }

    @Override
    public Map<String, Object> perform(Call call) {
        call.requireRights();
        Instance instance =
                call.state().living(call.params().required("InstanceId")).orElseThrow(Refusal::noInstance);
        Map<String, Object> view = new InstanceView(call.world(), call.now()).of(instance);
        // The attributes of one instance have neither tags nor a release time.
        view.remove("Tags");
        view.remove("AutoReleaseTime");
        return view;
    }
}
