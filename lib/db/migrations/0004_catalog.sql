-- The catalog: who is in the mall, where and when.
-- oldest-binary: 0.1.0

create table mallctl.location (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    slug text not null check (mallctl.is_slug(slug)),
    name jsonb not null check (mallctl.is_names(name)),
    kind text not null check (kind <> ''),
    level text not null check (level <> ''),
    point geometry(Point, 4326) not null check (mallctl.is_geographic(point)),
    heading double precision check (heading >= 0 and heading < 360),
    primary key (mall_id, id),
    unique (mall_id, slug)
);
create index location_point on mallctl.location using gist (point);
comment on table mallctl.location is 'A named start point: an entrance, a kiosk, a QR poster.';
call mallctl.protect('mallctl.location', 'select, insert, update, delete');

create table mallctl.parking_zone (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    slug text not null check (mallctl.is_slug(slug)),
    name jsonb not null check (mallctl.is_names(name)),
    level text not null check (level <> ''),
    capacity integer check (capacity >= 0),
    area geometry(MultiPolygon, 4326) check (mallctl.is_geographic(area)),
    primary key (mall_id, id),
    unique (mall_id, slug)
);
create index parking_zone_area on mallctl.parking_zone using gist (area);
comment on table mallctl.parking_zone is 'A part of the car park with a name and a number of bays.';
call mallctl.protect('mallctl.parking_zone', 'select, insert, update, delete');

create table mallctl.closure (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    target text not null check (target in ('connector', 'unit', 'opening', 'area')),
    feature_id uuid,
    level text not null default '',
    area geometry(MultiPolygon, 4326) check (mallctl.is_geographic(area)),
    reason text not null check (reason <> ''),
    during tstzrange not null check (not isempty(during) and lower_inc(during) and not upper_inc(during)),
    primary key (mall_id, id),
    check ((target = 'area') = (area is not null)),
    check ((target = 'area') = (feature_id is null)),
    check (target <> 'area' or level <> '')
);
create index closure_during on mallctl.closure using gist (mall_id, during);
create index closure_feature on mallctl.closure (mall_id, feature_id);
create index closure_area on mallctl.closure using gist (area);
comment on table mallctl.closure is 'A connector, unit, opening or area that is out of use for a time, with the reason.';
call mallctl.protect('mallctl.closure', 'select, insert, update, delete');

create table mallctl.tenant (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    slug text not null check (mallctl.is_slug(slug)),
    name jsonb not null check (mallctl.is_names(name)),
    website text not null,
    email text not null,
    phone text not null,
    primary key (mall_id, id),
    unique (mall_id, slug)
);
comment on table mallctl.tenant is 'A company that runs stores and holds leases.';
call mallctl.protect('mallctl.tenant', 'select, insert, update, delete');

create table mallctl.store (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    slug text not null check (mallctl.is_slug(slug)),
    name jsonb not null check (mallctl.is_names(name)),
    tenant_id uuid,
    category text not null,
    units text[] not null,
    hours text not null,
    phone text not null,
    website text not null,
    description jsonb not null check (mallctl.is_names(description)),
    tags text[] not null,
    origin text not null check (origin in ('apply', 'import')),
    primary key (mall_id, id),
    unique (mall_id, slug),
    foreign key (mall_id, tenant_id) references mallctl.tenant (mall_id, id)
);
create index store_tenant on mallctl.store (mall_id, tenant_id);
create index store_category on mallctl.store (mall_id, category);
comment on table mallctl.store is 'A tenant''s shop in one mall, with its units as they were stated.';
comment on column mallctl.store.origin is
    'Who made it: an import may change and remove only what an import made (then id is the occupant''s).';
call mallctl.protect('mallctl.store', 'select, insert, update, delete');

create table mallctl.lease (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    slug text not null check (mallctl.is_slug(slug)),
    tenant_id uuid not null,
    store_id uuid,
    during daterange not null check (not isempty(during)),
    base_rent_minor bigint check (base_rent_minor >= 0),
    primary key (mall_id, id),
    unique (mall_id, slug),
    foreign key (mall_id, tenant_id) references mallctl.tenant (mall_id, id),
    foreign key (mall_id, store_id) references mallctl.store (mall_id, id) on delete set null (store_id)
);
create index lease_tenant on mallctl.lease (mall_id, tenant_id);
create index lease_store on mallctl.lease (mall_id, store_id);
comment on table mallctl.lease is 'A tenant''s right to units over the half-open range of local days [from, to).';
call mallctl.protect('mallctl.lease', 'select, insert, update, delete');

-- unit_id stays null until a plan is imported that has the stated unit. The constraints are deferrable to be checked at
-- the end of a statement, which may move two leases at once.
create table mallctl.lease_unit (
    mall_id uuid not null,
    lease_id uuid not null,
    seq integer not null check (seq >= 0),
    stated text not null check (stated <> ''),
    unit_id uuid,
    during daterange not null,
    primary key (mall_id, lease_id, seq),
    foreign key (mall_id, lease_id) references mallctl.lease (mall_id, id) on delete cascade,
    foreign key (mall_id, unit_id) references mallctl.unit (mall_id, id),
    constraint lease_unit_stated_once exclude using gist (mall_id with =, stated with =, during with &&)
        deferrable,
    constraint lease_unit_once exclude using gist (mall_id with =, unit_id with =, during with &&) deferrable
);
create index lease_unit_unit on mallctl.lease_unit (mall_id, unit_id);
comment on table mallctl.lease_unit is 'A unit that a lease covers; no two leases cover one unit on the same day.';
call mallctl.protect('mallctl.lease_unit', 'select, insert, update, delete');

-- The unit of the current plan that "REF@LEVEL", "REF" or an id (a UUID or a source id) means; null when it is none or
-- more than one. LEVEL is read as "BUILDING/SHORT NAME", else as a short name (exact, then ignoring case), else as an ordinal.
create function mallctl.resolve_unit(mall uuid, stated text) returns uuid
    language sql stable
    begin atomic
        with asked as (
            select coalesce(substring(stated from '^(.*)@[^@]*$'), stated) as ref,
                   substring(stated from '@([^@]*)$') as level
        ), ranked as (
            select l.plan_id, l.id,
                   case when a.level is null then 0
                        when exists (select from mallctl.building b cross join jsonb_each_text(b.name) n
                                     where b.mall_id = l.mall_id and b.plan_id = l.plan_id and b.id = l.building_id
                                       and a.level = n.value || '/' || l.short_name) then 1
                        when l.short_name = a.level then 2
                        when lower(l.short_name) = lower(a.level) then 3
                        when l.ordinal::text = a.level then 4
                   end as rank
            from mallctl.mall m
            join mallctl.level l on l.mall_id = m.id and l.plan_id = m.current_plan
            cross join asked a
            where m.id = resolve_unit.mall
        ), levels as (
            select plan_id, id from ranked where rank = (select min(rank) from ranked)
        ), found as (
            select u.id
            from levels l
            join mallctl.unit_version u on u.mall_id = resolve_unit.mall and u.plan_id = l.plan_id and u.level_id = l.id
            join asked a on u.ref <> '' and u.ref = a.ref
            union
            select u.id
            from mallctl.mall m
            join mallctl.unit_version u on u.mall_id = m.id and u.plan_id = m.current_plan
            where m.id = resolve_unit.mall
              and (u.id::text = lower(resolve_unit.stated) or u.source_id <> '' and u.source_id = resolve_unit.stated)
        )
        select min(id::text)::uuid from found having count(*) = 1;
    end;
grant execute on function mallctl.resolve_unit to mallctl_app;
