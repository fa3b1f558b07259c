package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.ecs.model.v20140526.DeleteInstancesRequest;
import com.aliyuncs.ecs.model.v20140526.DescribeInstancesResponse.Instance;
import com.aliyuncs.ecs.model.v20140526.DescribePriceRequest;
import com.aliyuncs.ecs.model.v20140526.DescribePriceResponse;
import com.aliyuncs.ecs.model.v20140526.ModifyInstanceAutoReleaseTimeRequest;
import com.aliyuncs.ecs.model.v20140526.RunInstancesRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FirstHostsTest {

    private final CloudUnderTest cloud = CloudUnderTest.sample();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void a_launch_becomes_running_and_its_host_boots_with_its_user_data() {
        RunInstancesRequest launch = CloudUnderTest.aLaunch();
        launch.setUserData(Base64.getEncoder().encodeToString("#!/bin/bash\n".getBytes(StandardCharsets.UTF_8)));
        String id = cloud.ask(launch).getInstanceIdSets().getFirst();

        assertThat(cloud.only(id).getStatus()).isEqualTo("Pending");
        assertThat(cloud.look("/admin/hosts").get("hosts")).isEmpty();
        cloud.clock.advance(Duration.ofSeconds(2));
        assertThat(cloud.only(id).getStatus()).isEqualTo("Starting");
        cloud.clock.advance(Duration.ofSeconds(8));
        Instance running = cloud.only(id);

        assertThat(running.getStatus()).isEqualTo("Running");
        assertThat(running.getCreationTime()).isEqualTo("2026-11-23T12:00Z");
        assertThat(running.getGPUAmount()).isEqualTo(1);
        JsonNode host = cloud.look("/admin/hosts").get("hosts").get(0);
        assertThat(host.get("instanceId").asString()).isEqualTo(id);
        assertThat(host.get("userData").asString()).isEqualTo("#!/bin/bash\n");
        assertThat(host.get("privateIp").asString()).isEqualTo("10.80.0.1");
        assertThat(host.get("zone").asString()).isEqualTo("cn-shanghai-b");
        assertThat(host.get("gpuAmount").asInt()).isEqualTo(1);
        assertThat(host.propertyNames())
                .contains("region", "vSwitchId", "instanceType", "hostName", "cpus", "memoryGib", "podCeiling");
    }

    @Test
    void a_deleted_instance_is_seen_stopping_and_then_no_more() {
        List<String> ids = cloud.runningHosts(1);
        DeleteInstancesRequest delete = new DeleteInstancesRequest();
        delete.putQueryParameter("RegionId", CloudUnderTest.REGION);
        delete.setInstanceIds(ids);
        delete.setForce(true);

        cloud.ask(delete);

        assertThat(cloud.only(ids.getFirst()).getStatus()).isEqualTo("Stopping");
        assertThat(cloud.look("/admin/hosts").get("hosts")).isEmpty();
        cloud.clock.advance(Duration.ofSeconds(2));
        assertThat(cloud.ask(CloudUnderTest.aList()).getTotalCount()).isZero();
        assertThat(cloud.state(ids.getFirst()).get("releasedBy").asString()).isEqualTo("DELETE");
    }

    @Test
    void a_moved_release_time_is_kept_to_the_minute() {
        String id = cloud.runningHosts(1).getFirst();
        ModifyInstanceAutoReleaseTimeRequest modify = new ModifyInstanceAutoReleaseTimeRequest();
        modify.setInstanceId(id);
        modify.setAutoReleaseTime("2026-11-23T13:30:45Z");

        cloud.ask(modify);

        assertThat(cloud.only(id).getAutoReleaseTime()).isEqualTo("2026-11-23T13:30Z");
    }

    @Test
    void a_price_names_its_parts() {
        DescribePriceRequest request = new DescribePriceRequest();
        request.putQueryParameter("RegionId", CloudUnderTest.REGION);
        request.setInstanceType(CloudUnderTest.KIND);
        request.setSystemDiskCategory("cloud_essd");
        request.setSystemDiskSize(100);

        DescribePriceResponse.PriceInfo info = cloud.ask(request).getPriceInfo();

        assertThat(info.getPrice().getTradePrice()).isEqualTo(9.74f);
        assertThat(info.getPrice().getCurrency()).isEqualTo("CNY");
        assertThat(info.getPrice().getDetailInfos()).hasSize(2);
    }
}
