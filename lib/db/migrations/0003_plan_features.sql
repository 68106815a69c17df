-- What stands on the levels of a plan.
-- oldest-binary: 0.1.0

create table mallctl.opening (
    mall_id uuid not null,
    plan_id uuid not null,
    id uuid not null,
    source_id text not null,
    name jsonb not null check (mallctl.is_names(name)),
    digest text not null check (length(digest) = 64),
    level_id uuid not null,
    category text not null check (category <> ''),
    width_m double precision check (width_m > 0 and width_m < 1000),
    accessible boolean not null,
    one_way boolean not null,
    geometry geometry(LineString, 4326) not null check (mallctl.is_geographic(geometry)),
    primary key (mall_id, plan_id, id),
    foreign key (mall_id, plan_id, level_id) references mallctl.level (mall_id, plan_id, id)
);
create index opening_level on mallctl.opening (level_id, plan_id, mall_id);
create index opening_geometry on mallctl.opening using gist (geometry);
comment on table mallctl.opening is 'A door line on the edge of a unit.';
call mallctl.protect('mallctl.opening', 'select, insert');

create table mallctl.connector (
    mall_id uuid not null,
    plan_id uuid not null,
    id uuid not null,
    source_id text not null,
    name jsonb not null check (mallctl.is_names(name)),
    digest text not null check (length(digest) = 64),
    category text not null check (category <> ''),
    direction text not null check (direction in ('both', 'up', 'down')),
    accessible boolean not null,
    wait_s double precision check (wait_s >= 0 and wait_s < 86400),
    inferred boolean not null,
    primary key (mall_id, plan_id, id),
    foreign key (mall_id, plan_id) references mallctl.plan (mall_id, id)
);
comment on table mallctl.connector is 'A lift, stair, escalator, moving walkway or ramp across levels.';
call mallctl.protect('mallctl.connector', 'select, insert');

create table mallctl.connector_stop (
    mall_id uuid not null,
    plan_id uuid not null,
    connector_id uuid not null,
    seq integer not null check (seq >= 0),
    level_id uuid not null,
    unit_id uuid,
    point geometry(Point, 4326) not null check (mallctl.is_geographic(point)),
    primary key (mall_id, plan_id, connector_id, seq),
    foreign key (mall_id, plan_id, connector_id) references mallctl.connector (mall_id, plan_id, id),
    foreign key (mall_id, plan_id, level_id) references mallctl.level (mall_id, plan_id, id),
    foreign key (mall_id, plan_id, unit_id) references mallctl.unit_version (mall_id, plan_id, id)
);
create index connector_stop_level on mallctl.connector_stop (level_id, plan_id, mall_id);
create index connector_stop_unit on mallctl.connector_stop (unit_id, plan_id, mall_id);
create index connector_stop_point on mallctl.connector_stop using gist (point);
comment on table mallctl.connector_stop is 'Where a connector is entered and left on a level, in ascending order.';
call mallctl.protect('mallctl.connector_stop', 'select, insert');

create table mallctl.fixture (
    mall_id uuid not null,
    plan_id uuid not null,
    id uuid not null,
    source_id text not null,
    name jsonb not null check (mallctl.is_names(name)),
    digest text not null check (length(digest) = 64),
    level_id uuid not null,
    category text not null check (category <> ''),
    geometry geometry(MultiPolygon, 4326) not null check (mallctl.is_geographic(geometry)),
    primary key (mall_id, plan_id, id),
    foreign key (mall_id, plan_id, level_id) references mallctl.level (mall_id, plan_id, id)
);
create index fixture_level on mallctl.fixture (level_id, plan_id, mall_id);
create index fixture_geometry on mallctl.fixture using gist (geometry);
comment on table mallctl.fixture is 'Something that stands on the floor and is walked around.';
call mallctl.protect('mallctl.fixture', 'select, insert');

create table mallctl.amenity (
    mall_id uuid not null,
    plan_id uuid not null,
    id uuid not null,
    source_id text not null,
    name jsonb not null check (mallctl.is_names(name)),
    digest text not null check (length(digest) = 64),
    level_id uuid not null,
    category text not null check (category <> ''),
    point geometry(Point, 4326) not null check (mallctl.is_geographic(point)),
    primary key (mall_id, plan_id, id),
    foreign key (mall_id, plan_id, level_id) references mallctl.level (mall_id, plan_id, id)
);
create index amenity_level on mallctl.amenity (level_id, plan_id, mall_id);
create index amenity_point on mallctl.amenity using gist (point);
comment on table mallctl.amenity is 'A service at a point: a restroom, a cash machine, a bench.';
call mallctl.protect('mallctl.amenity', 'select, insert');

create table mallctl.amenity_unit (
    mall_id uuid not null,
    plan_id uuid not null,
    amenity_id uuid not null,
    seq integer not null check (seq >= 0),
    unit_id uuid not null,
    primary key (mall_id, plan_id, amenity_id, seq),
    foreign key (mall_id, plan_id, amenity_id) references mallctl.amenity (mall_id, plan_id, id),
    foreign key (mall_id, plan_id, unit_id) references mallctl.unit_version (mall_id, plan_id, id)
);
create index amenity_unit_unit on mallctl.amenity_unit (unit_id, plan_id, mall_id);
comment on table mallctl.amenity_unit is 'The units in which an amenity is found.';
call mallctl.protect('mallctl.amenity_unit', 'select, insert');

create table mallctl.wall (
    mall_id uuid not null,
    plan_id uuid not null,
    id uuid not null,
    source_id text not null,
    name jsonb not null check (mallctl.is_names(name)),
    digest text not null check (length(digest) = 64),
    level_id uuid not null,
    lines geometry(MultiLineString, 4326) not null check (mallctl.is_geographic(lines)),
    primary key (mall_id, plan_id, id),
    foreign key (mall_id, plan_id, level_id) references mallctl.level (mall_id, plan_id, id)
);
create index wall_level on mallctl.wall (level_id, plan_id, mall_id);
create index wall_lines on mallctl.wall using gist (lines);
comment on table mallctl.wall is 'Lines that cannot be walked through.';
call mallctl.protect('mallctl.wall', 'select, insert');

create table mallctl.section (
    mall_id uuid not null,
    plan_id uuid not null,
    id uuid not null,
    source_id text not null,
    name jsonb not null check (mallctl.is_names(name)),
    digest text not null check (length(digest) = 64),
    level_id uuid not null,
    category text not null check (category <> ''),
    geometry geometry(MultiPolygon, 4326) not null check (mallctl.is_geographic(geometry)),
    primary key (mall_id, plan_id, id),
    foreign key (mall_id, plan_id, level_id) references mallctl.level (mall_id, plan_id, id)
);
create index section_level on mallctl.section (level_id, plan_id, mall_id);
create index section_geometry on mallctl.section using gist (geometry);
comment on table mallctl.section is 'A named part of a level that may span units.';
call mallctl.protect('mallctl.section', 'select, insert');

create table mallctl.kiosk (
    mall_id uuid not null,
    plan_id uuid not null,
    id uuid not null,
    source_id text not null,
    name jsonb not null check (mallctl.is_names(name)),
    digest text not null check (length(digest) = 64),
    level_id uuid not null,
    geometry geometry(MultiPolygon, 4326) not null check (mallctl.is_geographic(geometry)),
    primary key (mall_id, plan_id, id),
    foreign key (mall_id, plan_id, level_id) references mallctl.level (mall_id, plan_id, id)
);
create index kiosk_level on mallctl.kiosk (level_id, plan_id, mall_id);
create index kiosk_geometry on mallctl.kiosk using gist (geometry);
comment on table mallctl.kiosk is 'A stand in the walkway, drawn as a polygon.';
call mallctl.protect('mallctl.kiosk', 'select, insert');

create table mallctl.occupant (
    mall_id uuid not null,
    plan_id uuid not null,
    id uuid not null,
    source_id text not null,
    name jsonb not null check (mallctl.is_names(name)),
    digest text not null check (length(digest) = 64),
    category text not null,
    unit_id uuid,
    hours text not null,
    phone text not null,
    website text not null,
    primary key (mall_id, plan_id, id),
    foreign key (mall_id, plan_id) references mallctl.plan (mall_id, id),
    foreign key (mall_id, plan_id, unit_id) references mallctl.unit_version (mall_id, plan_id, id)
);
create index occupant_unit on mallctl.occupant (unit_id, plan_id, mall_id);
comment on table mallctl.occupant is 'Who occupies a unit as the source of a plan tells it.';
call mallctl.protect('mallctl.occupant', 'select, insert');
