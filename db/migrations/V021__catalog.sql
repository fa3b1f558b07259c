create table instance_type (
    id text primary key check (id like 'ecs.%'),
    vcpus integer not null check (vcpus > 0),
    memory_gib numeric(10, 3) not null check (memory_gib > 0),
    gpus integer not null check (gpus > 0),
    gpu_model text not null check (gpu_model <> ''),
    gpu_memory_gib integer not null check (gpu_memory_gib > 0),
    -- Terway's ceiling: (network cards - 1) x addresses per card.
    max_pods integer not null check (max_pods > 0)
);

create table image (
    id text primary key,
    cloud_image_id text not null,
    gpu_driver text not null,
    cuda text not null,
    kubelet text not null
);

create table host_class (
    id text primary key check (id ~ '^[a-z][a-z0-9-]{1,40}$'),
    name text not null check (name <> ''),
    gpus integer not null check (gpus > 0),
    gpu_model text not null,
    image_id text not null references image,
    system_disk_gib integer not null check (system_disk_gib >= 20),
    data_disk_gib integer not null check (data_disk_gib >= 0),
    disk_category text not null,
    disk_performance_level text,
    enabled boolean not null default true
);

create table host_class_type (
    host_class_id text not null references host_class,
    instance_type text not null references instance_type,
    primary key (host_class_id, instance_type)
);
