package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.ecs.model.v20140526.DeleteInstancesRequest;
import com.aliyuncs.ecs.model.v20140526.RunInstancesRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BillTest {

    private final CloudUnderTest cloud = CloudUnderTest.sample();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void an_instance_and_its_disks_cost_by_the_second_until_it_is_gone() {
        String id = cloud.ask(withDataDisk(true)).getInstanceIdSets().getFirst();
        cloud.clock.advance(Duration.ofSeconds(3598));
        delete(id);
        cloud.clock.advance(Duration.ofDays(1));

        JsonNode bill = cloud.look("/admin/bill");

        // 9.53 + 100 GiB x 0.0021 + 1000 GiB x 0.0021, for 3,598 seconds and the two that deleting takes
        assertThat(amount(bill, "instance")).isEqualTo("9.53000000");
        assertThat(amount(bill, "systemDisk")).isEqualTo("0.21000000");
        assertThat(amount(bill, "dataDisk1")).isEqualTo("2.10000000");
        assertThat(line(bill, "instance").get("seconds").asLong()).isEqualTo(3600);
        assertThat(line(bill, "instance").get("from").asString()).isEqualTo("2026-11-23T12:00:17Z");
        assertThat(bill.get("total").asString()).isEqualTo("11.84000000");
        assertThat(bill.get("currency").asString()).isEqualTo("CNY");
    }

    @Test
    void a_part_of_a_second_does_not_cost_and_amounts_have_eight_decimals() {
        String id = cloud.launch(1).getFirst();
        cloud.clock.advance(Duration.ofMillis(7_999));

        assertThat(amount(cloud.look("/admin/bill"), "instance")).isEqualTo("0.01853056");
        assertThat(id).startsWith("i-");
    }

    @Test
    void a_bill_can_be_cut_to_a_time_and_its_parts_add_up() {
        cloud.launch(3);
        cloud.clock.advance(Duration.ofHours(2));

        BigDecimal first = total("?from=2026-11-23T12:00:00Z&to=2026-11-23T13:00:00Z");
        BigDecimal second = total("?from=2026-11-23T13:00:00Z&to=2026-11-23T15:00:00Z");

        assertThat(first.add(second)).isEqualByComparingTo(total(""));
        cloud.send(cloud.request("GET", "/admin/bill?from=yesterday", ""), 400);
    }

    @Test
    void a_disk_that_outlives_its_instance_goes_on_costing() {
        String id = cloud.ask(withDataDisk(false)).getInstanceIdSets().getFirst();
        cloud.clock.advance(Duration.ofSeconds(98));
        delete(id);
        cloud.clock.advance(Duration.ofSeconds(902));

        JsonNode bill = cloud.look("/admin/bill");

        assertThat(line(bill, "instance").get("seconds").asLong()).isEqualTo(100);
        assertThat(line(bill, "systemDisk").get("seconds").asLong()).isEqualTo(100);
        assertThat(line(bill, "dataDisk1").get("seconds").asLong()).isEqualTo(1000);
    }

    @Test
    void a_prepaid_instance_is_one_purchase_for_each_item() {
        RunInstancesRequest launch = CloudUnderTest.aLaunch();
        launch.setInstanceChargeType("PrePaid");
        launch.setPeriod(1);
        String order = cloud.ask(launch).getOrderId();
        cloud.clock.advance(Duration.ofDays(3));

        JsonNode bill = cloud.look("/admin/bill");

        assertThat(amount(bill, "instance")).isEqualTo("4575.66000000");
        assertThat(amount(bill, "systemDisk")).isEqualTo("100.00000000");
        assertThat(line(bill, "instance").get("orderId").asString()).isEqualTo(order);
        assertThat(line(bill, "instance").get("to").asString()).isEqualTo("2026-12-23T16:00:00Z");
    }

    @Test
    void a_spot_instance_costs_the_market_price() {
        RunInstancesRequest launch = CloudUnderTest.aLaunch();
        launch.setSpotStrategy("SpotAsPriceGo");
        cloud.ask(launch);
        cloud.clock.advance(Duration.ofHours(1));

        assertThat(amount(cloud.look("/admin/bill"), "instance")).isEqualTo("2.85900000");
    }

    @Test
    void an_instance_that_releases_itself_costs_until_that_second() {
        RunInstancesRequest launch = CloudUnderTest.aLaunch();
        launch.setAutoReleaseTime("2026-11-23T13:00:00Z");
        cloud.ask(launch);
        cloud.clock.advance(Duration.ofDays(1));

        assertThat(line(cloud.look("/admin/bill"), "instance").get("seconds").asLong())
                .isEqualTo(3600 - 17);
    }

    private static RunInstancesRequest withDataDisk(boolean goes) {
        RunInstancesRequest.DataDisk disk = new RunInstancesRequest.DataDisk();
        disk.setSize(1000);
        disk.setCategory("cloud_essd");
        disk.setPerformanceLevel("PL1");
        disk.setDeleteWithInstance(goes);
        RunInstancesRequest launch = CloudUnderTest.aLaunch();
        launch.setDataDisks(List.of(disk));
        return launch;
    }

    private void delete(String id) {
        DeleteInstancesRequest request = new DeleteInstancesRequest();
        request.putQueryParameter("RegionId", CloudUnderTest.REGION);
        request.setInstanceIds(List.of(id));
        request.setForce(true);
        cloud.ask(request);
    }

    private BigDecimal total(String query) {
        return new BigDecimal(cloud.look("/admin/bill" + query).get("total").asString());
    }

    private static String amount(JsonNode bill, String item) {
        return line(bill, item).get("amount").asString();
    }

    private static JsonNode line(JsonNode bill, String item) {
        for (JsonNode line : bill.get("lines")) {
            if (line.get("item").asString().equals(item)) {
                return line;
            }
        }
        throw new AssertionError("no line for " + item + " in " + bill);
    }
}
