-- One shape for every kind of the catalog: columns are the declared fields, references are slugs, and each row says who
-- made it, which version wrote it and what a person has changed. Products, offers, users; the audit log.
-- oldest-binary: 0.1.0

drop view mallctl_view.location, mallctl_view.store, mallctl_view.lease;

-- What every kind has beside its fields. Version 0: from before this migration.
create procedure mallctl.keep_origin(target regclass) language plpgsql as $$
begin
    execute format('alter table %s add column origin text not null default ''apply'' '
                   'check (origin in (''apply'', ''import'', ''api'')), '
                   'add column created_version bigint not null default 0, '
                   'add column version bigint not null default 0, '
                   'add column edited text[] not null default ''{}''', target);
    execute format('comment on column %s.origin is '
                   '''Who made it: files that were applied, an import of a plan, or a person.''', target);
    execute format('comment on column %s.created_version is ''The version of the mall that inserted it.''', target);
    execute format('comment on column %s.version is ''The version of the mall that wrote it last.''', target);
    execute format('comment on column %s.edited is '
                   '''The fields that a person has changed since files stated them.''', target);
end
$$;

-- A mall's `version` is that of its newest change of any kind. `mall_id` is there so that statements over any kind may
-- say it.
alter table mallctl.mall
    add column origin text not null default 'apply' check (origin in ('apply', 'import', 'api')),
    add column created_version bigint not null default 0,
    add column edited text[] not null default '{}',
    add column mall_id uuid generated always as (id) stored;

alter table mallctl.location rename column kind to location_kind;
alter table mallctl.location add column lon double precision, add column lat double precision;
alter table mallctl.location no force row level security;
update mallctl.location set lon = st_x(point), lat = st_y(point);
alter table mallctl.location force row level security;
drop index mallctl.location_point;
alter table mallctl.location
    drop column point,
    alter column lon set not null,
    alter column lat set not null,
    add check (lon between -180 and 180 and lat between -90 and 90),
    add column point geometry(Point, 4326) generated always as (st_setsrid(st_makepoint(lon, lat), 4326)) stored;
call mallctl.keep_origin('mallctl.location');

call mallctl.keep_origin('mallctl.tenant');

alter table mallctl.store no force row level security;
alter table mallctl.lease no force row level security;
alter table mallctl.tenant no force row level security;
alter table mallctl.lease_unit no force row level security;

alter table mallctl.store rename column origin to made_by;
call mallctl.keep_origin('mallctl.store');
alter table mallctl.store
    add column tenant text,
    add column brand text not null default '',
    add column aliases text[] not null default '{}';
update mallctl.store s set origin = s.made_by,
    tenant = (select t.slug from mallctl.tenant t where t.mall_id = s.mall_id and t.id = s.tenant_id);
alter table mallctl.store
    drop column made_by,
    drop column tenant_id,
    add foreign key (mall_id, tenant) references mallctl.tenant (mall_id, slug) on update cascade;
create index store_tenant on mallctl.store (mall_id, tenant);

call mallctl.keep_origin('mallctl.lease');
alter table mallctl.lease
    add column tenant text,
    add column store text,
    add column units text[] not null default '{}',
    add column "from" date,
    add column "to" date,
    add column break_from date,
    add column turnover_rent text[] not null default '{}';
update mallctl.lease l set
    tenant = (select t.slug from mallctl.tenant t where t.mall_id = l.mall_id and t.id = l.tenant_id),
    store = (select s.slug from mallctl.store s where s.mall_id = l.mall_id and s.id = l.store_id),
    units = coalesce((select array_agg(u.stated order by u.seq) from mallctl.lease_unit u
                      where u.mall_id = l.mall_id and u.lease_id = l.id), '{}'),
    "from" = lower(l.during),
    "to" = upper(l.during);
alter table mallctl.lease
    drop column tenant_id,
    drop column store_id,
    drop column during,
    alter column tenant set not null,
    alter column "from" set not null,
    add column during daterange generated always as (daterange("from", "to")) stored,
    add check (not isempty(during)),
    add check (break_from > "from" and ("to" is null or break_from < "to")),
    add foreign key (mall_id, tenant) references mallctl.tenant (mall_id, slug) on update cascade,
    add foreign key (mall_id, store) references mallctl.store (mall_id, slug) on update cascade;
create index lease_tenant on mallctl.lease (mall_id, tenant);
create index lease_store on mallctl.lease (mall_id, store);

alter table mallctl.store force row level security;
alter table mallctl.lease force row level security;
alter table mallctl.tenant force row level security;
alter table mallctl.lease_unit force row level security;

create table mallctl.product (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    slug text not null check (mallctl.is_slug(slug)),
    name jsonb not null check (mallctl.is_names(name)),
    store text not null,
    category text not null default '',
    brand text not null default '',
    sku text not null default '',
    description jsonb not null default '{}' check (mallctl.is_names(description)),
    price_minor bigint check (price_minor >= 0),
    stock bigint check (stock >= 0),
    image text not null default '',
    website text not null default '',
    tags text[] not null default '{}',
    primary key (mall_id, id),
    unique (mall_id, slug),
    foreign key (mall_id, store) references mallctl.store (mall_id, slug) on update cascade
);
create index product_store on mallctl.product (mall_id, store);
comment on table mallctl.product is 'What a store sells, with stock.';
call mallctl.keep_origin('mallctl.product');
call mallctl.protect('mallctl.product', 'select, insert, update, delete');

create table mallctl.offer (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    slug text not null check (mallctl.is_slug(slug)),
    name jsonb not null check (mallctl.is_names(name)),
    store text,
    product text,
    offer_kind text not null default '' check (offer_kind in ('', 'standard', 'flash')),
    description jsonb not null default '{}' check (mallctl.is_names(description)),
    terms jsonb not null default '{}' check (mallctl.is_names(terms)),
    "from" timestamptz,
    "to" timestamptz,
    audience text not null default '',
    cap bigint check (cap >= 0),
    price_minor bigint check (price_minor >= 0),
    discount double precision check (discount >= 0 and discount <= 100),
    draft boolean not null default false,
    redeemed bigint not null default 0 check (redeemed >= 0),
    primary key (mall_id, id),
    unique (mall_id, slug),
    check ("from" < "to"),
    check (redeemed <= cap),
    foreign key (mall_id, store) references mallctl.store (mall_id, slug) on update cascade,
    foreign key (mall_id, product) references mallctl.product (mall_id, slug) on update cascade
);
create index offer_store on mallctl.offer (mall_id, store);
create index offer_product on mallctl.offer (mall_id, product) where product is not null;
create index offer_to on mallctl.offer (mall_id, "to");
comment on table mallctl.offer is 'A promotion with validity, audience and cap.';
comment on column mallctl.offer.redeemed is 'How often it was redeemed: one row of mallctl.redemption each.';
call mallctl.keep_origin('mallctl.offer');
call mallctl.protect('mallctl.offer', 'select, insert, update, delete');

-- No foreign key: what was redeemed stays known when the offer is deleted.
create table mallctl.redemption (
    mall_id uuid not null references mallctl.mall (id),
    offer_id uuid not null,
    id uuid not null,
    redeemed_at timestamptz not null,
    redeemer text not null default '',
    primary key (mall_id, offer_id, id)
);
comment on table mallctl.redemption is 'An offer taken once; its id makes a repeated request harmless.';
call mallctl.protect('mallctl.redemption', 'select, insert');

drop table mallctl.parking_zone;
create table mallctl.parking_zone (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    slug text not null check (mallctl.is_slug(slug)),
    name jsonb not null check (mallctl.is_names(name)),
    level text not null check (level <> ''),
    capacity bigint check (capacity >= 0),
    area geometry(MultiPolygon, 4326) check (mallctl.is_geographic(area)),
    hours text not null default '',
    primary key (mall_id, id),
    unique (mall_id, slug)
);
comment on table mallctl.parking_zone is 'A part of the car park with a name and a number of bays.';
call mallctl.keep_origin('mallctl.parking_zone');
call mallctl.protect('mallctl.parking_zone', 'select, insert, update, delete');

-- What is closed is told by name and looked up in the plan that is current when it is asked for.
drop table mallctl.closure;
create table mallctl.closure (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    slug text not null check (mallctl.is_slug(slug)),
    connector text not null default '',
    unit text not null default '',
    opening text not null default '',
    area geometry(MultiPolygon, 4326) check (mallctl.is_geographic(area)),
    level text not null default '',
    reason jsonb not null check (mallctl.is_names(reason)),
    "from" timestamptz,
    until timestamptz,
    primary key (mall_id, id),
    unique (mall_id, slug),
    check ("from" < until),
    constraint closure_one_target
        check ((connector <> '')::int + (unit <> '')::int + (opening <> '')::int + (area is not null)::int = 1),
    constraint closure_area_level check ((area is not null) = (level <> ''))
);
comment on table mallctl.closure is 'A connector, unit, opening or area that is out of use for a time, with the reason.';
call mallctl.keep_origin('mallctl.closure');
call mallctl.protect('mallctl.closure', 'select, insert, update, delete');

create table mallctl."user" (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    slug text not null check (mallctl.is_slug(slug)),
    name text not null check (name <> ''),
    email text not null default '',
    phone text not null default '',
    locale text not null default '',
    role text not null default '',
    tenant text,
    primary key (mall_id, id),
    unique (mall_id, slug),
    foreign key (mall_id, tenant) references mallctl.tenant (mall_id, slug) on update cascade
);
create index user_tenant on mallctl."user" (mall_id, tenant);
comment on table mallctl."user" is 'Who works with a mall; what they sign in with is kept elsewhere.';
call mallctl.keep_origin('mallctl.user');
call mallctl.protect('mallctl.user', 'select, insert, update, delete');

-- A slug that was renamed goes on to be found: printed codes live on.
create table mallctl.former_slug (
    mall_id uuid not null references mallctl.mall (id),
    kind text not null check (kind <> ''),
    slug text not null check (mallctl.is_slug(slug)),
    id uuid not null,
    primary key (mall_id, kind, slug)
);
comment on table mallctl.former_slug is 'What a row was called before it was renamed.';
call mallctl.protect('mallctl.former_slug', 'select, insert, update, delete');

-- The audit log: rows that were updated or removed with what they were before, rows inserted in bulk as one entry.
create table mallctl.audit (
    mall_id uuid not null,
    version bigint not null,
    seq bigint not null check (seq >= 0),
    kind text not null check (kind <> ''),
    action text not null check (action in ('added', 'updated', 'removed')),
    id uuid,
    slug text,
    rows bigint not null default 1 check (rows > 0),
    digest text,
    before jsonb,
    after jsonb,
    primary key (mall_id, version, seq),
    foreign key (mall_id, version) references mallctl.version (mall_id, number),
    check (action = 'added' or before is not null)
);
create index audit_row on mallctl.audit (mall_id, kind, id, version);
comment on table mallctl.audit is 'Every change of every row of the catalog, by version; append-only.';
comment on column mallctl.audit.digest is 'Of rows that were added in bulk: SHA-256 over their contents in the order of the files.';
call mallctl.protect('mallctl.audit', 'select, insert');

create table mallctl.audit_seal (
    mall_id uuid not null,
    version bigint not null,
    entries bigint not null check (entries >= 0),
    digest bytea not null,
    previous bytea not null,
    hash bytea not null,
    primary key (mall_id, version),
    foreign key (mall_id, version) references mallctl.version (mall_id, number)
);
comment on table mallctl.audit_seal is 'The hash chain over the versions of a mall and their audit entries; append-only.';
call mallctl.protect('mallctl.audit_seal', 'select, insert');

create function mallctl.refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception 'table "%" is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;
create trigger append_only before update or delete on mallctl.audit
    for each statement execute function mallctl.refuse_rewriting();
create trigger no_truncate before truncate on mallctl.audit
    for each statement execute function mallctl.refuse_rewriting();
create trigger append_only before update or delete on mallctl.audit_seal
    for each statement execute function mallctl.refuse_rewriting();
create trigger no_truncate before truncate on mallctl.audit_seal
    for each statement execute function mallctl.refuse_rewriting();

-- Who is named as the author of a version: whoever the program says it acts for, else the database user.
alter table mallctl.version
    alter column author set default coalesce(nullif(current_setting('mallctl.author', true), ''), session_user);

create view mallctl_view.location with (security_barrier) as
    select mall_id, id, slug, name, location_kind, level, point, heading from mallctl.location;
comment on view mallctl_view.location is 'Named start points.';

create view mallctl_view.store with (security_barrier) as
    select mall_id, id, slug, name, tenant, category, units, hours, brand, aliases, tags from mallctl.store;
comment on view mallctl_view.store is 'Stores.';

create view mallctl_view.lease with (security_barrier) as
    select l.mall_id, l.id, l.slug, l.tenant, l.store, l.during, u.unit_id, u.stated
    from mallctl.lease l left join mallctl.lease_unit u on u.mall_id = l.mall_id and u.lease_id = l.id;
comment on view mallctl_view.lease is 'Leases by unit, without the rent.';

create view mallctl_view.product with (security_barrier) as
    select mall_id, id, slug, name, store, category, brand, sku, price_minor, stock, tags from mallctl.product;
comment on view mallctl_view.product is 'Products.';

create view mallctl_view.offer with (security_barrier) as
    select mall_id, id, slug, name, store, product, offer_kind, "from", "to", audience, cap, redeemed, price_minor, discount,
           draft
    from mallctl.offer;
comment on view mallctl_view.offer is 'Offers.';
