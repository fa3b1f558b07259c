package io.burstlease.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyuncs.ecs.model.v20140526.ListTagResourcesRequest;
import com.aliyuncs.ecs.model.v20140526.ListTagResourcesResponse;
import com.aliyuncs.ecs.model.v20140526.TagResourcesRequest;
import com.aliyuncs.ecs.model.v20140526.UntagResourcesRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TagsTest {

    private final CloudUnderTest cloud = CloudUnderTest.sample();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void tags_are_set_replaced_listed_and_taken_away() {
        String id = cloud.launch(1).getFirst();
        cloud.ask(tag(List.of(id), "lease", "L1"));
        cloud.ask(tag(List.of(id), "lease", "L2"));

        assertThat(tagsOf(id)).containsExactly("lease=L2");
        UntagResourcesRequest untag = new UntagResourcesRequest();
        untag.putQueryParameter("RegionId", CloudUnderTest.REGION);
        untag.setResourceType("instance");
        untag.setResourceIds(List.of(id));
        untag.setTagKeys(List.of("lease"));
        cloud.ask(untag);
        assertThat(tagsOf(id)).isEmpty();
    }

    @Test
    void a_list_by_tag_has_pages_of_fifty_instances() {
        List<String> ids = cloud.launch(60);
        cloud.ask(tag(ids.subList(0, 50), "lease", "L1"));
        cloud.ask(tag(ids.subList(50, 60), "lease", "L1"));
        ListTagResourcesRequest request = list();
        ListTagResourcesRequest.Tag wanted = new ListTagResourcesRequest.Tag();
        wanted.setKey("lease");
        wanted.setValue("L1");
        request.setTags(List.of(wanted));
        ListTagResourcesResponse first = cloud.ask(request);
        ListTagResourcesRequest again = list();
        again.setTags(List.of(wanted));
        again.setNextToken(first.getNextToken());

        ListTagResourcesResponse second = cloud.ask(again);

        assertThat(first.getTagResources()).hasSize(50);
        assertThat(second.getTagResources()).hasSize(10);
        assertThat(second.getNextToken()).isEmpty();
    }

    @Test
    void the_twenty_first_tag_is_refused() {
        String id = cloud.launch(1).getFirst();
        for (int i = 0; i < 20; i++) {
            cloud.ask(tag(List.of(id), "key-" + i, "value"));
        }

        cloud.assertRefused(tag(List.of(id), "key-20", "value")).isEqualTo("QuotaExceed.Tags");
        cloud.ask(tag(List.of(id), "key-19", "other"));
    }

    @Test
    void what_is_not_there_or_no_instance_is_refused_and_nothing_is_tagged() {
        String id = cloud.launch(1).getFirst();

        cloud.assertRefused(tag(List.of(id, "i-unknown"), "lease", "L1")).isEqualTo("InvalidResourceId.NotFound");
        TagResourcesRequest disk = tag(List.of(id), "lease", "L1");
        disk.setResourceType("disk");
        cloud.assertRefused(disk).isEqualTo("InvalidResourceType.NotFound");
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 51; i++) {
            many.add("i-" + i);
        }
        cloud.assertRefused(tag(many, "lease", "L1")).isEqualTo("InvalidParameter");
        cloud.assertRefused(list()).isEqualTo("MissingParameter");
        assertThat(tagsOf(id)).isEmpty();
    }

    private List<String> tagsOf(String id) {
        ListTagResourcesRequest request = list();
        request.setResourceIds(List.of(id));
        return cloud.ask(request).getTagResources().stream()
                .map(tag -> tag.getTagKey() + "=" + tag.getTagValue())
                .toList();
    }

    private static ListTagResourcesRequest list() {
        ListTagResourcesRequest request = new ListTagResourcesRequest();
        request.putQueryParameter("RegionId", CloudUnderTest.REGION);
        request.setResourceType("instance");
        return request;
    }

    private static TagResourcesRequest tag(List<String> ids, String key, String value) {
        TagResourcesRequest.Tag tag = new TagResourcesRequest.Tag();
        tag.setKey(key);
        tag.setValue(value);
        TagResourcesRequest request = new TagResourcesRequest();
        request.putQueryParameter("RegionId", CloudUnderTest.REGION);
        request.setResourceType("instance");
        request.setResourceIds(ids);
        request.setTags(List.of(tag));
        return request;
    }
}
