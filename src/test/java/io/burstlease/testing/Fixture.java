package io.burstlease.testing;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Empties the database and fills in what every lease needs. */
record Fixture(TestDatabase database) {

    void fresh() {
        JdbcClient.create(database.owner()).sql("""
                truncate lease, launch, host, team, project, team_member, team_namespace, team_platform, image,
                    instance_type, host_class, host_class_type, zone, price, stock_memory, observation_pass,
                    purchase_pause, cluster_answer, team_budget, budget_reservation, cloud_home, idempotency_key, stray, standstill
                cascade;
                insert into team (id, name, max_hosts, max_term_days) values ('vision', 'Vision', 1000, 90);
                insert into project (team_id, id, name) values ('vision', 'base', 'Base');
                insert into team_member (team_id, subject, is_lead) values ('vision', 'mia', false), ('vision', 'lea', true);
                insert into team_budget (team_id, month, amount, currency)
                select 'vision', cast(month as date), 1000000000, 'CNY'
                from generate_series(timestamp '2026-01-01', '2027-12-01', interval '1 month') as month;
                insert into image (id, cloud_image_id, gpu_driver, cuda, kubelet)
                values ('gpu', 'm-gpu', '570.86', '12.8', '1.32.0');
                insert into instance_type (id, vcpus, memory_gib, gpus, gpu_model, gpu_memory_gib, max_pods)
                values ('ecs.gn7e-c16g1.32xlarge', 128, 1024, 8, 'A100', 80, 100);
                insert into host_class (id, name, gpus, gpu_model, image_id, system_disk_gib, data_disk_gib,
                    disk_category, disk_performance_level)
                values ('a100-8x', 'Eight A100', 8, 'A100', 'gpu', 100, 1000, 'cloud_essd', 'PL1');
                insert into host_class_type (host_class_id, instance_type) values ('a100-8x', 'ecs.gn7e-c16g1.32xlarge');
                insert into zone (id, region, v_switch_id, pod_v_switch_id)
                values ('cn-shanghai-b', 'cn-shanghai', 'vsw-b', 'vsw-pod-b'),
                       ('cn-shanghai-g', 'cn-shanghai', 'vsw-g', 'vsw-pod-g');
                insert into price (item, sku, zone, charge_type, unit, amount, currency, source, active_from, known_from)
                values ('HOST', 'ecs.gn7e-c16g1.32xlarge', 'cn-shanghai-b', 'POSTPAID', 'HOUR', 250, 'CNY', 'test',
                           '2026-01-01Z', '2026-01-01Z'),
                       ('HOST', 'ecs.gn7e-c16g1.32xlarge', 'cn-shanghai-g', 'POSTPAID', 'HOUR', 270, 'CNY', 'test',
                           '2026-01-01Z', '2026-01-01Z'),
                       ('DISK', 'cloud_essd PL1', 'cn-shanghai-b', 'POSTPAID', 'GIB_HOUR', 0.002, 'CNY', 'test',
                           '2026-01-01Z', '2026-01-01Z'),
                       ('DISK', 'cloud_essd PL1', 'cn-shanghai-g', 'POSTPAID', 'GIB_HOUR', 0.002, 'CNY', 'test',
                           '2026-01-01Z', '2026-01-01Z');
                """).update();
    }
}
