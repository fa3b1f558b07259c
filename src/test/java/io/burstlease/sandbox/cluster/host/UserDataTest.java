package io.burstlease.sandbox.cluster.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.burstlease.sandbox.cluster.host.UserData.JoinConfiguration;
import io.burstlease.sandbox.cluster.store.Json;
import org.junit.jupiter.api.Test;

class UserDataTest {

    private static UserData of(String userData) {
        return new UserData(new CloudHost(
                "i-1", "cn-shanghai", "cn-shanghai-b", "10.1.0.5", "vsw-1", "ecs.gn7i", 4, 32, 128, "h", userData));
    }

    private static final String CONFIG = """
            apiVersion: kubeadm.k8s.io/v1beta4
            kind: JoinConfiguration
            discovery:
              bootstrapToken: {apiServerEndpoint: "1.2.3.4:6443", token: "abcdef.0123456789abcdef", caCertHashes: ["sha256:aa"]}
            nodeRegistration:
              name: "$REGION_ID.${INSTANCE_ID}"
              taints: [{key: a, value: b, effect: NoSchedule}]
              kubeletExtraArgs:
              - {name: provider-id, value: "${REGION}.${INSTANCE_ID}"}
              - {name: register-with-taints, value: "c=d:NoExecute,e:NoSchedule"}
              - {name: node-labels, value: "x=${ZONE_ID},y=${UNSET:-z}"}
            """;

    private static void assertComplete(JoinConfiguration config) {
        assertThat(config.nodeName()).isEqualTo("cn-shanghai.i-1");
        assertThat(config.token()).isEqualTo("abcdef.0123456789abcdef");
        assertThat(config.kubeletArgs()).containsEntry("provider-id", "cn-shanghai.i-1");
        assertThat(config.labels()).containsEntry("x", "cn-shanghai-b").containsEntry("y", "z");
        assertThat(config.allTaints())
                .extracting(taint ->
                        Json.text(taint, "key") + "=" + Json.text(taint, "value") + ":" + Json.text(taint, "effect"))
                .containsExactly("a=b:NoSchedule", "c=d:NoExecute", "e=:NoSchedule");
    }

    @Test
    void a_configuration_in_a_here_document_is_found_and_its_variables_resolved() {
        String script = "#!/bin/bash\nINSTANCE_ID=unknown\nINSTANCE_ID=$(metadata instance-id)\n"
                + "export REGION=\"$(curl -s $BASE/meta-data/region-id)\"\nREGION_ID=$(metadata region-id)\n"
                + "cat >/etc/sysctl.conf <<'SYSCTL'\nnet.ipv4.ip_forward = 1\nSYSCTL\n"
                + "cat >/run/join.yaml <<JOIN\n" + CONFIG + "JOIN\nkubeadm join --config /run/join.yaml\n";
        assertComplete(of(script).join().orElseThrow());
    }

    @Test
    void a_configuration_written_by_cloud_config_is_found_too() {
        String cloudConfig = "#cloud-config\nwrite_files:\n- path: /run/join.yaml\n  content: |\n" + CONFIG.indent(4)
                + "runcmd:\n- [kubeadm, join]\n";
        UserData data = of("REGION=$(x region-id)\n" + cloudConfig);
        assertComplete(data.join().orElseThrow());
    }

    @Test
    void settings_of_the_script_can_be_read_and_single_quotes_keep_dollars() {
        UserData data = of("URL='http://x/$NOT'\nBURSTLEASE_REPORT_SECRET=\"a-${INSTANCE_ID}\"\n");
        assertThat(data.variable("URL")).isEqualTo("http://x/$NOT");
        assertThat(data.variable("BURSTLEASE_REPORT_SECRET")).isEqualTo("a-i-1");
        assertThat(data.join()).isEmpty();
    }
}
