-- The sandbox: what can be leased, where, and by whom. Run at every start; what is there already is brought back to this.
insert into instance_type (id, vcpus, memory_gib, gpus, gpu_model, gpu_memory_gib, max_pods)
values
    ('ecs.gn7i-c8g1.2xlarge', 8, 30, 1, 'NVIDIA A10', 24, 45),
    ('ecs.gn7i-c16g1.4xlarge', 16, 60, 1, 'NVIDIA A10', 24, 210),
    ('ecs.gn7i-c32g1.8xlarge', 32, 188, 1, 'NVIDIA A10', 24, 210),
    ('ecs.gn7i-c32g1.16xlarge', 64, 376, 2, 'NVIDIA A10', 24, 210),
    ('ecs.gn7i-c32g1.32xlarge', 128, 752, 4, 'NVIDIA A10', 24, 420),
    ('ecs.gn7i-c48g1.12xlarge', 48, 310, 1, 'NVIDIA A10', 24, 210),
    ('ecs.gn7i-c56g1.14xlarge', 56, 346, 1, 'NVIDIA A10', 24, 210),
    ('ecs.gn7e-c16g1.4xlarge', 16, 125, 1, 'NVIDIA A100', 80, 70),
    ('ecs.gn7e-c16g1.16xlarge', 64, 500, 4, 'NVIDIA A100', 80, 140),
    ('ecs.gn7e-c16g1.32xlarge', 128, 1000, 8, 'NVIDIA A100', 80, 280),
    ('ecs.ebmgn7e.32xlarge', 128, 1024, 8, 'NVIDIA A100', 80, 310),
    ('ecs.gn7-c12g1.3xlarge', 12, 94, 1, 'NVIDIA A100', 40, 70),
    ('ecs.gn7-c13g1.13xlarge', 52, 378, 4, 'NVIDIA A100', 40, 140),
    ('ecs.gn7-c13g1.26xlarge', 104, 756, 8, 'NVIDIA A100', 40, 280),
    ('ecs.gn6v-c8g1.2xlarge', 8, 32, 1, 'NVIDIA V100', 16, 30),
    ('ecs.gn6v-c8g1.8xlarge', 32, 128, 4, 'NVIDIA V100', 16, 140),
    ('ecs.gn6v-c8g1.16xlarge', 64, 256, 8, 'NVIDIA V100', 16, 140),
    ('ecs.gn6v-c10g1.20xlarge', 82, 336, 8, 'NVIDIA V100', 16, 140),
    ('ecs.ebmgn6v.24xlarge', 96, 384, 8, 'NVIDIA V100', 16, 310),
    ('ecs.gn6e-c12g1.3xlarge', 12, 92, 1, 'NVIDIA V100', 32, 30),
    ('ecs.gn6e-c12g1.12xlarge', 48, 368, 4, 'NVIDIA V100', 32, 140),
    ('ecs.gn6e-c12g1.24xlarge', 96, 736, 8, 'NVIDIA V100', 32, 140),
    ('ecs.gn6i-c4g1.xlarge', 4, 15, 1, 'NVIDIA T4', 16, 10),
    ('ecs.gn6i-c8g1.2xlarge', 8, 31, 1, 'NVIDIA T4', 16, 10),
    ('ecs.gn6i-c16g1.4xlarge', 16, 62, 1, 'NVIDIA T4', 16, 20),
    ('ecs.gn6i-c24g1.6xlarge', 24, 93, 1, 'NVIDIA T4', 16, 30),
    ('ecs.gn6i-c40g1.10xlarge', 40, 155, 1, 'NVIDIA T4', 16, 30),
    ('ecs.gn6i-c24g1.12xlarge', 48, 186, 2, 'NVIDIA T4', 16, 50),
    ('ecs.gn6i-c24g1.24xlarge', 96, 372, 4, 'NVIDIA T4', 16, 70)
on conflict (id) do update
set vcpus = excluded.vcpus,
    memory_gib = excluded.memory_gib,
    gpus = excluded.gpus,
    gpu_model = excluded.gpu_model,
    gpu_memory_gib = excluded.gpu_memory_gib,
    max_pods = excluded.max_pods;

insert into image (id, cloud_image_id, gpu_driver, cuda, kubelet)
values ('gpu-ubuntu2204', 'm-gpu-ubuntu2204', '550.127.08', '12.4', 'v1.32.4')
on conflict (id) do update
set cloud_image_id = excluded.cloud_image_id,
    gpu_driver = excluded.gpu_driver,
    cuda = excluded.cuda,
    kubelet = excluded.kubelet;

insert into host_class (
    id, name, gpus, gpu_model, image_id, system_disk_gib, data_disk_gib, disk_category, disk_performance_level
)
values
    ('a10-1x', '1 × A10 24 GB', 1, 'NVIDIA A10', 'gpu-ubuntu2204', 200, 500, 'cloud_essd', 'PL1'),
    ('a100-8x', '8 × A100 80 GB', 8, 'NVIDIA A100', 'gpu-ubuntu2204', 200, 2000, 'cloud_essd', 'PL1'),
    ('t4-1x', '1 × T4 16 GB', 1, 'NVIDIA T4', 'gpu-ubuntu2204', 100, 0, 'cloud_essd', 'PL1'),
    ('v100-8x', '8 × V100 32 GB', 8, 'NVIDIA V100', 'gpu-ubuntu2204', 200, 1000, 'cloud_essd', 'PL1')
on conflict (id) do update
set name = excluded.name,
    gpus = excluded.gpus,
    gpu_model = excluded.gpu_model,
    image_id = excluded.image_id,
    system_disk_gib = excluded.system_disk_gib,
    data_disk_gib = excluded.data_disk_gib,
    disk_category = excluded.disk_category,
    disk_performance_level = excluded.disk_performance_level;

insert into host_class_type (host_class_id, instance_type)
values
    ('a10-1x', 'ecs.gn7i-c32g1.8xlarge'),
    ('a100-8x', 'ecs.gn7e-c16g1.32xlarge'),
    ('a100-8x', 'ecs.ebmgn7e.32xlarge'),
    ('t4-1x', 'ecs.gn6i-c16g1.4xlarge'),
    ('t4-1x', 'ecs.gn6i-c24g1.6xlarge'),
    ('v100-8x', 'ecs.gn6e-c12g1.24xlarge')
on conflict do nothing;

insert into zone (id, region, v_switch_id, pod_v_switch_id)
values
    ('cn-shanghai-b', 'cn-shanghai', 'vsw-host-b', 'vsw-pod-b'),
    ('cn-shanghai-g', 'cn-shanghai', 'vsw-host-g', 'vsw-pod-g'),
    ('cn-shanghai-m', 'cn-shanghai', 'vsw-host-m', 'vsw-pod-m')
on conflict (id) do update
set region = excluded.region,
    v_switch_id = excluded.v_switch_id,
    pod_v_switch_id = excluded.pod_v_switch_id;

insert into team (id, name, max_hosts, max_term_days, standing_burst_limit, currency)
values
    ('vtraining', 'VTraining', 64, 60, 5000, 'CNY'),
    ('vserving', 'VServing', 32, 92, 3000, 'CNY'),
    ('research', 'Research', 8, 14, null, 'CNY')
on conflict (id) do nothing;

insert into team_member (team_id, subject, is_lead)
values
    ('vtraining', 'alice', true),
    ('vtraining', 'bob', false),
    ('vserving', 'carol', true),
    ('vserving', 'dave', false),
    ('research', 'erin', true),
    ('research', 'frank', false)
on conflict (team_id, subject) do update
set is_lead = excluded.is_lead;

insert into team_platform (team_id, client)
values
    ('vtraining', 'vtraining-platform'),
    ('research', 'vtraining-platform'),
    ('vserving', 'vserving-platform')
on conflict do nothing;

insert into team_namespace (namespace, team_id)
values
    ('vtraining', 'vtraining'),
    ('vtraining-dev', 'vtraining'),
    ('vserving', 'vserving'),
    ('research', 'research')
on conflict (namespace) do update
set team_id = excluded.team_id;

insert into project (team_id, id, name)
values
    ('vtraining', 'llm', 'Language models'),
    ('vtraining', 'vision', 'Vision'),
    ('vserving', 'serving', 'Online serving'),
    ('research', 'llm', 'Language models'),
    ('research', 'vision', 'Vision')
on conflict (team_id, id) do update
set name = excluded.name;
