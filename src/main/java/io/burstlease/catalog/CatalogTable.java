package io.burstlease.catalog;

import io.burstlease.cloud.LaunchRequest.Disk;
import io.burstlease.web.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CatalogTable implements Catalog {

    private static final String SELECT = """
            select
              c.id, c.name, c.gpus, c.gpu_model, c.system_disk_gib, c.data_disk_gib, c.disk_category,
              c.disk_performance_level, c.enabled,
              i.id as image_id, i.cloud_image_id, i.gpu_driver, i.cuda, i.kubelet
            from host_class c
            join image i on i.id = c.image_id
            """;

    private final JdbcClient jdbc;

    CatalogTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public HostClass hostClass(String id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("host class", id));
    }

    @Override
    public Optional<HostClass> find(String id) {
        return jdbc.sql(SELECT + "where c.id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    @Override
    public List<HostClass> all() {
        return jdbc.sql(SELECT + "order by c.id collate \"C\"")
                .query(this::read)
                .list();
    }

    private HostClass read(ResultSet row, int number) throws SQLException {
        List<InstanceType> types = types(row.getString("id"));
        return new HostClass(
                row.getString("id"),
                row.getString("name"),
                row.getInt("gpus"),
                row.getString("gpu_model"),
                types.stream().mapToInt(InstanceType::gpuMemoryGib).min().orElse(0),
                new Image(
                        row.getString("image_id"),
                        row.getString("cloud_image_id"),
                        row.getString("gpu_driver"),
                        row.getString("cuda"),
                        row.getString("kubelet")),
                types,
                disk(row, "system_disk_gib"),
                row.getInt("data_disk_gib") == 0 ? List.of() : List.of(disk(row, "data_disk_gib")),
                row.getBoolean("enabled"));
    }

    private static Disk disk(ResultSet row, String size) throws SQLException {
        return new Disk(row.getString("disk_category"), row.getInt(size), row.getString("disk_performance_level"));
    }

    private List<InstanceType> types(String hostClassId) {
        return jdbc.sql("""
                        select t.id, t.vcpus, t.memory_gib, t.gpus, t.gpu_model, t.gpu_memory_gib, t.max_pods
                        from host_class_type ct
                        join instance_type t on t.id = ct.instance_type
                        where ct.host_class_id = :class
                        order by t.id collate "C"
                        """)
                .param("class", hostClassId)
                .query((row, number) -> new InstanceType(
                        row.getString("id"),
                        row.getInt("vcpus"),
                        row.getBigDecimal("memory_gib"),
                        row.getInt("gpus"),
                        row.getString("gpu_model"),
                        row.getInt("gpu_memory_gib"),
                        row.getInt("max_pods")))
                .list();
    }
}
