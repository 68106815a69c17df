-- Malls, and what every table of a mall has in common.
-- oldest-binary: 0.1.0

-- True when every coordinate is a longitude or latitude, and for null; false for NaN, infinities and empty geometries.
create function mallctl.is_geographic(shape geometry) returns boolean
    immutable parallel safe
    return shape is null
           or coalesce(st_xmin(shape) >= -180 and st_xmax(shape) <= 180
                       and st_ymin(shape) >= -90 and st_ymax(shape) <= 90, false);

-- Names by locale: an object of strings.
create function mallctl.is_names(value jsonb) returns boolean
    immutable parallel safe
    return jsonb_typeof(value) = 'object' and not jsonb_path_exists(value, '$.* ? (@.type() != "string")');

create function mallctl.is_slug(value text) returns boolean
    immutable parallel safe
    return value ~ '^[a-z0-9][a-z0-9_-]{0,62}$';

-- Hides the rows of every other mall, also from the owner, and gives mallctl_app the named privileges.
create procedure mallctl.protect(target regclass, privileges text) language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy one_mall on %s '
                   'using (mall_id = nullif(current_setting(''mallctl.mall'', true), '''')::uuid) '
                   'with check (mall_id = nullif(current_setting(''mallctl.mall'', true), '''')::uuid)', target);
    execute format('grant %s on %s to mallctl_app', privileges, target);
end
$$;

grant usage on schema mallctl to mallctl_app, mallctl_backup;
grant select on mallctl.schema_migration to mallctl_app, mallctl_backup;
alter default privileges in schema mallctl grant select on tables to mallctl_backup;

create table mallctl.mall (
    id uuid primary key,
    slug text not null unique check (mallctl.is_slug(slug)),
    name jsonb not null default '{}' check (mallctl.is_names(name)),
    time_zone text not null check (time_zone <> ''),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    locales text[] not null default '{}',
    hours text not null default '',
    version bigint not null default 0 check (version >= 0),
    outbox_offset bigint not null default 0 check (outbox_offset >= 0)
);
comment on table mallctl.mall is 'A shopping mall: one tenant of the platform, which owns every row that carries its id.';
comment on column mallctl.mall.version is 'Number of its newest committed change.';
comment on column mallctl.mall.outbox_offset is 'Offset of its newest outbox row; its row lock orders writers.';

-- Without a mall set, every mall can be looked up and none can be written.
alter table mallctl.mall enable row level security;
alter table mallctl.mall force row level security;
create policy look_up on mallctl.mall for select
    using (nullif(current_setting('mallctl.mall', true), '') is null
           or id = nullif(current_setting('mallctl.mall', true), '')::uuid);
create policy one_mall on mallctl.mall
    using (id = nullif(current_setting('mallctl.mall', true), '')::uuid)
    with check (id = nullif(current_setting('mallctl.mall', true), '')::uuid);
grant select, insert, update on mallctl.mall to mallctl_app;

create table mallctl.version (
    mall_id uuid not null references mallctl.mall (id),
    number bigint not null check (number > 0),
    kind text not null check (kind <> ''),
    summary jsonb not null,
    author text not null default session_user,
    committed_at timestamptz not null,
    primary key (mall_id, number)
);
comment on table mallctl.version is 'One committed change of a mall: an import, an apply, a write through the API.';
call mallctl.protect('mallctl.version', 'select, insert');

create table mallctl.outbox (
    mall_id uuid not null references mallctl.mall (id),
    "offset" bigint not null check ("offset" > 0),
    version bigint not null check (version >= 0),
    kind text not null check (kind <> ''),
    payload jsonb not null,
    created_at timestamptz not null,
    primary key (mall_id, "offset")
);
comment on table mallctl.outbox is 'What happened to a mall, numbered without gaps in commit order, for listeners to read after a NOTIFY.';
call mallctl.protect('mallctl.outbox', 'select, insert');

create table mallctl.artifact (
    mall_id uuid not null references mallctl.mall (id),
    kind text not null check (kind <> ''),
    version bigint not null check (version >= 0),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    input_sha256 text not null check (input_sha256 ~ '^[0-9a-f]{64}$'),
    bytes bytea not null,
    built_at timestamptz not null,
    primary key (mall_id, kind)
);
comment on table mallctl.artifact is 'The newest file of each kind built from a mall, named by the SHA-256 of its bytes.';
-- Artifacts are compact binary already: compressing them again only costs time.
alter table mallctl.artifact alter column bytes set storage external;
call mallctl.protect('mallctl.artifact', 'select, insert, update, delete');
