package io.burstlease.cloud.aliyun;

import com.aliyuncs.AcsRequest;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.http.MethodType;
import io.burstlease.cloud.VSwitchFacts;
import java.util.List;

/** Reads one vSwitch. */
final class VSwitchReading {

    private VSwitchReading() {}

    /** Empty when this account has no vSwitch of that id in this region. */
    static List<VSwitchFacts> of(Calls calls, String vSwitchId) {
        return calls.ask(form(vSwitchId)).orThrow().body().rows("VSwitches", "VSwitch").stream()
                .filter(row -> row.text("VSwitchId").equals(vSwitchId))
                .map(VSwitchReading::facts)
                .toList();
    }

    /** The VPC product's own action, for which the ECS SDK has no class; the older one of ECS is deprecated. */
    private static AcsRequest<?> form(String vSwitchId) {
        var form = new CommonRequest();
        form.setSysProduct("Vpc");
        form.setSysVersion("2016-04-28");
        form.setSysAction("DescribeVSwitches");
        form.setSysMethod(MethodType.POST);
        form.putQueryParameter("VSwitchId", vSwitchId);
        return form.buildRequest();
    }

    private static VSwitchFacts facts(Fields row) {
        return new VSwitchFacts(
                row.text("VSwitchId"),
                row.text("VpcId"),
                row.text("ZoneId"),
                row.text("CidrBlock"),
                row.count("AvailableIpAddressCount"));
    }
}
