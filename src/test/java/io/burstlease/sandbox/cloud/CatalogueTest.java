package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.CommonRequest;
import com.aliyuncs.ecs.model.v20140526.DescribeAvailableResourceRequest;
import com.aliyuncs.ecs.model.v20140526.DescribeAvailableResourceResponse.AvailableZone;
import com.aliyuncs.ecs.model.v20140526.DescribeInstanceTypesRequest;
import com.aliyuncs.ecs.model.v20140526.DescribeInstanceTypesResponse;
import com.aliyuncs.ecs.model.v20140526.DescribePriceRequest;
import com.aliyuncs.ecs.model.v20140526.DescribePriceResponse.PriceInfo.Price;
import com.aliyuncs.ecs.model.v20140526.DescribeVSwitchesRequest;
import com.aliyuncs.ecs.model.v20140526.DescribeVSwitchesResponse.VSwitch;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.ProtocolType;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CatalogueTest {

    private final CloudUnderTest cloud = CloudUnderTest.sample();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void availability_follows_stock_by_zone_and_charge_type() {
        cloud.change("PUT", "/admin/stock", """
                {"stock": [
                  {"instanceType": "%1$s", "zoneId": "cn-shanghai-b", "count": 0},
                  {"instanceType": "%1$s", "zoneId": "cn-shanghai-g", "count": -1},
                  {"instanceType": "%1$s", "zoneId": "cn-shanghai-b", "chargeType": "SPOT", "count": 5}
                ]}""".formatted(CloudUnderTest.KIND));

        List<AvailableZone> zones = cloud.ask(available("PostPaid", "NoSpot")).getAvailableZones();

        assertThat(zones).extracting(AvailableZone::getZoneId).containsExactly("cn-shanghai-b", "cn-shanghai-m");
        assertThat(zones).extracting(AvailableZone::getStatusCategory).containsExactly("WithoutStock", "WithStock");
        assertThat(cloud.ask(available("PostPaid", "SpotAsPriceGo"))
                        .getAvailableZones()
                        .getFirst()
                        .getStatus())
                .isEqualTo("Available");
    }

    @Test
    void availability_needs_a_destination_it_knows() {
        DescribeAvailableResourceRequest request = available("PostPaid", "NoSpot");
        request.setDestinationResource("Moon");
        DescribeAvailableResourceRequest nothing = new DescribeAvailableResourceRequest();
        nothing.putQueryParameter("RegionId", CloudUnderTest.REGION);

        cloud.assertRefused(request).isEqualTo("InvalidParameter");
        cloud.assertRefused(nothing).isEqualTo("MissingParameter");
    }

    @Test
    void a_disk_category_has_its_sizes() {
        DescribeAvailableResourceRequest request = available("PostPaid", "NoSpot");
        request.setDestinationResource("DataDisk");

        var disks = cloud.ask(request)
                .getAvailableZones()
                .getFirst()
                .getAvailableResources()
                .getFirst()
                .getSupportedResources();

        assertThat(disks.getFirst().getValue()).isEqualTo("cloud_essd");
        assertThat(disks.getFirst().getMin()).isEqualTo(1);
        assertThat(disks.getFirst().getMax()).isEqualTo(65_536);
    }

    @Test
    void instance_types_tell_gpus_and_network_cards() {
        DescribeInstanceTypesRequest request = new DescribeInstanceTypesRequest();
        request.setInstanceTypess(List.of("ecs.gn7i-c32g1.8xlarge"));

        DescribeInstanceTypesResponse.InstanceType type =
                cloud.ask(request).getInstanceTypes().getFirst();

        assertThat(type.getGPUAmount()).isEqualTo(1);
        assertThat(type.getCpuCoreCount()).isEqualTo(32);
        assertThat((type.getEniQuantity() - 1) * type.getEniPrivateIpAddressQuantity())
                .isEqualTo(210);
    }

    @Test
    void instance_types_have_pages() {
        DescribeInstanceTypesRequest request = new DescribeInstanceTypesRequest();
        request.setMaxResults(20L);
        DescribeInstanceTypesResponse first = cloud.ask(request);
        DescribeInstanceTypesRequest rest = new DescribeInstanceTypesRequest();
        rest.setMaxResults(20L);
        rest.setNextToken(first.getNextToken());
        DescribeInstanceTypesResponse second = cloud.ask(rest);

        assertThat(first.getInstanceTypes()).hasSize(20);
        assertThat(second.getInstanceTypes()).hasSize(15);
        assertThat(second.getNextToken()).isEmpty();
    }

    @Test
    void vswitches_tell_their_free_addresses() {
        cloud.launch(7);
        DescribeVSwitchesRequest request = new DescribeVSwitchesRequest();
        request.putQueryParameter("RegionId", CloudUnderTest.REGION);
        request.setZoneId("cn-shanghai-b");

        List<VSwitch> found = cloud.ask(request).getVSwitches();

        assertThat(found).extracting(VSwitch::getVSwitchId).containsExactly("vsw-host-b", "vsw-pod-b");
        assertThat(found.getFirst().getAvailableIpAddressCount()).isEqualTo(1020 - 7);
        assertThat(found.getFirst().getCidrBlock()).isEqualTo("10.80.0.0/22");
    }

    @Test
    void the_vpc_api_lists_vswitches_too() throws ClientException {
        CommonRequest request = new CommonRequest();
        request.setSysProtocol(ProtocolType.HTTP);
        request.setSysDomain(cloud.server.endpoint());
        request.setSysVersion("2016-04-28");
        request.setSysAction("DescribeVSwitches");
        request.putQueryParameter("RegionId", CloudUnderTest.REGION);
        request.putQueryParameter("VSwitchId", "vsw-pod-g");

        String body = cloud.client.getCommonResponse(request).getData();

        var found = JsonMapper.builder().build().readTree(body).get("VSwitches").get("VSwitch");
        assertThat(found).hasSize(1);
        assertThat(found.get(0).get("AvailableIpAddressCount").asInt()).isEqualTo(8188);
    }

    @Test
    void prices_are_for_hours_months_and_years() {
        assertThat(price(request -> {}).getTradePrice()).isEqualTo(9.53f);
        assertThat(price(request -> request.setPriceUnit("Month")).getTradePrice())
                .isEqualTo(4575.66f);
        assertThat(price(request -> {
                            request.setPriceUnit("Year");
                            request.setAmount(2);
                        })
                        .getTradePrice())
                .isEqualTo(109_815.84f);
        assertThat(price(request -> request.setSpotStrategy("SpotAsPriceGo")).getTradePrice())
                .isEqualTo(2.859f);
    }

    @Test
    void the_price_of_data_disks_is_part_of_the_whole() {
        Price price = price(request -> {
            request.setDataDisk1Size(1000);
            request.setDataDisk1Category("cloud_essd");
            request.setDataDisk1PerformanceLevel("PL1");
        });

        assertThat(price.getTradePrice()).isEqualTo(11.63f);
        assertThat(price.getDetailInfos().getLast().getResource()).isEqualTo("dataDisk");
    }

    @Test
    void a_price_that_is_not_known_is_not_found() {
        cloud.assertRefused(priced(request -> request.setInstanceType("ecs.gn8v.4xlarge")))
                .isEqualTo("PriceNotFound");
        cloud.assertRefused(priced(request -> request.setInstanceType("ecs.none.large")))
                .isEqualTo("InvalidInstanceType.ValueNotSupported");
        cloud.assertRefused(priced(request -> request.setAmount(1001))).isEqualTo("InvalidParameter");
        cloud.assertRefused(priced(request -> request.setPriceUnit("Century"))).isEqualTo("InvalidParameter");
    }

    private Price price(Consumer<DescribePriceRequest> change) {
        return cloud.ask(priced(change)).getPriceInfo().getPrice();
    }

    private static DescribePriceRequest priced(Consumer<DescribePriceRequest> change) {
        DescribePriceRequest request = new DescribePriceRequest();
        request.putQueryParameter("RegionId", CloudUnderTest.REGION);
        request.setInstanceType(CloudUnderTest.KIND);
        change.accept(request);
        return request;
    }

    private static DescribeAvailableResourceRequest available(String charge, String spot) {
        DescribeAvailableResourceRequest request = new DescribeAvailableResourceRequest();
        request.putQueryParameter("RegionId", CloudUnderTest.REGION);
        request.setDestinationResource("InstanceType");
        request.setInstanceType(CloudUnderTest.KIND);
        request.setInstanceChargeType(charge);
        request.setSpotStrategy(spot);
        return request;
    }
}
