-- Floor plans: every version whole, keyed (mall_id, plan_id, id). A version is never changed, only followed by another.
--
-- Indexes of foreign keys begin with the column that tells rows apart: in a table without statistics, as after the first
-- import, the planner would else take one for the primary key and read a whole plan for each reference it checks.
-- oldest-binary: 0.1.0

create table mallctl.plan (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    number integer not null check (number > 0),
    format text not null check (format <> ''),
    name jsonb not null check (mallctl.is_names(name)),
    digest text not null check (digest ~ '^[0-9a-f]{64}$'),
    created_at timestamptz not null,
    primary key (mall_id, id),
    unique (mall_id, number)
);
comment on table mallctl.plan is 'One version of a mall''s floor plan, made by one import that changed something.';
call mallctl.protect('mallctl.plan', 'select, insert');

alter table mallctl.mall add column current_plan uuid;
alter table mallctl.mall add foreign key (id, current_plan) references mallctl.plan (mall_id, id);
create index mall_current_plan on mallctl.mall (id, current_plan);

create table mallctl.building (
    mall_id uuid not null,
    plan_id uuid not null,
    id uuid not null,
    source_id text not null,
    name jsonb not null check (mallctl.is_names(name)),
    digest text not null check (length(digest) = 64),
    category text not null check (category <> ''),
    display_point geometry(Point, 4326) check (mallctl.is_geographic(display_point)),
    primary key (mall_id, plan_id, id),
    foreign key (mall_id, plan_id) references mallctl.plan (mall_id, id)
);
comment on table mallctl.building is 'A building of a plan.';
call mallctl.protect('mallctl.building', 'select, insert');

create table mallctl.footprint (
    mall_id uuid not null,
    plan_id uuid not null,
    id uuid not null,
    source_id text not null,
    name jsonb not null check (mallctl.is_names(name)),
    digest text not null check (length(digest) = 64),
    category text not null check (category in ('ground', 'aerial', 'subterranean')),
    geometry geometry(MultiPolygon, 4326) not null check (mallctl.is_geographic(geometry)),
    primary key (mall_id, plan_id, id),
    foreign key (mall_id, plan_id) references mallctl.plan (mall_id, id)
);
create index footprint_geometry on mallctl.footprint using gist (geometry);
comment on table mallctl.footprint is 'The outline of buildings on, above or below the ground.';
call mallctl.protect('mallctl.footprint', 'select, insert');

create table mallctl.footprint_building (
    mall_id uuid not null,
    plan_id uuid not null,
    footprint_id uuid not null,
    seq integer not null check (seq >= 0),
    building_id uuid not null,
    primary key (mall_id, plan_id, footprint_id, seq),
    foreign key (mall_id, plan_id, footprint_id) references mallctl.footprint (mall_id, plan_id, id),
    foreign key (mall_id, plan_id, building_id) references mallctl.building (mall_id, plan_id, id)
);
create index footprint_building_building on mallctl.footprint_building (building_id, plan_id, mall_id);
comment on table mallctl.footprint_building is 'Which buildings share a footprint.';
call mallctl.protect('mallctl.footprint_building', 'select, insert');

create table mallctl.level (
    mall_id uuid not null,
    plan_id uuid not null,
    id uuid not null,
    source_id text not null,
    name jsonb not null check (mallctl.is_names(name)),
    digest text not null check (length(digest) = 64),
    building_id uuid,
    ordinal integer not null check (ordinal between -200 and 500),
    short_name text not null,
    elevation_m double precision check (elevation_m between -2000 and 10000),
    outdoor boolean not null,
    outline geometry(MultiPolygon, 4326) check (mallctl.is_geographic(outline)),
    primary key (mall_id, plan_id, id),
    foreign key (mall_id, plan_id) references mallctl.plan (mall_id, id),
    foreign key (mall_id, plan_id, building_id) references mallctl.building (mall_id, plan_id, id)
);
create index level_building on mallctl.level (building_id, plan_id, mall_id);
create index level_outline on mallctl.level using gist (outline);
comment on table mallctl.level is 'A floor of a building; ordinal 0 is the ground floor.';
call mallctl.protect('mallctl.level', 'select, insert');

create table mallctl.unit (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    primary key (mall_id, id)
);
comment on table mallctl.unit is 'The lasting identity of a unit, which leases refer to whatever plan is current.';
call mallctl.protect('mallctl.unit', 'select, insert');

create table mallctl.unit_version (
    mall_id uuid not null,
    plan_id uuid not null,
    id uuid not null,
    source_id text not null,
    name jsonb not null check (mallctl.is_names(name)),
    digest text not null check (length(digest) = 64),
    level_id uuid not null,
    category text not null check (category <> ''),
    ref text not null,
    restriction text not null,
    accessibility text[] not null,
    display_point geometry(Point, 4326) check (mallctl.is_geographic(display_point)),
    direction text check (direction in ('both', 'up', 'down')),
    geometry geometry(MultiPolygon, 4326) not null check (mallctl.is_geographic(geometry)),
    primary key (mall_id, plan_id, id),
    foreign key (mall_id, id) references mallctl.unit (mall_id, id),
    foreign key (mall_id, plan_id) references mallctl.plan (mall_id, id),
    foreign key (mall_id, plan_id, level_id) references mallctl.level (mall_id, plan_id, id)
);
create index unit_version_unit on mallctl.unit_version (id, mall_id);
create index unit_version_level on mallctl.unit_version (level_id, plan_id, mall_id);
create index unit_version_ref on mallctl.unit_version (mall_id, plan_id, ref) where ref <> '';
create index unit_version_geometry on mallctl.unit_version using gist (geometry);
comment on table mallctl.unit_version is 'A unit as one plan draws it: level, category, number, name and polygon.';
call mallctl.protect('mallctl.unit_version', 'select, insert');
