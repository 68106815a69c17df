-- What analysts may read: views over the current plan and the catalog, and nothing below them.
-- The views run with the rights of their owner, whom row-level security binds too (it is forced), so a reader sees the
-- rows of the mall that its transaction names in the setting mallctl.mall, and needs no right on any table.
-- oldest-binary: 0.1.0

create schema mallctl_view;
comment on schema mallctl_view is 'Read-only views of one mall for analysts (role mallctl_reader).';
grant usage on schema mallctl_view to mallctl_reader;
alter default privileges in schema mallctl_view grant select on tables to mallctl_reader;

create view mallctl_view.mall with (security_barrier) as
    select id, slug, name, time_zone, currency, locales, hours, version from mallctl.mall;
comment on view mallctl_view.mall is 'Malls.';

create view mallctl_view.level with (security_barrier) as
    select l.mall_id, l.id, l.building_id, l.ordinal, l.short_name, l.name, l.elevation_m, l.outdoor, l.outline
    from mallctl.level l join mallctl.mall m on m.id = l.mall_id and m.current_plan = l.plan_id;
comment on view mallctl_view.level is 'Levels of the current plan.';

create view mallctl_view.unit with (security_barrier) as
    select u.mall_id, u.id, u.level_id, u.category, u.ref, u.name, u.restriction, u.geometry
    from mallctl.unit_version u join mallctl.mall m on m.id = u.mall_id and m.current_plan = u.plan_id;
comment on view mallctl_view.unit is 'Units of the current plan.';

create view mallctl_view.amenity with (security_barrier) as
    select a.mall_id, a.id, a.level_id, a.category, a.name, a.point
    from mallctl.amenity a join mallctl.mall m on m.id = a.mall_id and m.current_plan = a.plan_id;
comment on view mallctl_view.amenity is 'Amenities of the current plan.';

create view mallctl_view.connector with (security_barrier) as
    select c.mall_id, c.id, c.category, c.name, c.direction, c.accessible, c.wait_s, c.inferred
    from mallctl.connector c join mallctl.mall m on m.id = c.mall_id and m.current_plan = c.plan_id;
comment on view mallctl_view.connector is 'Connectors of the current plan.';

create view mallctl_view.location with (security_barrier) as
    select mall_id, id, slug, name, kind, level, point, heading from mallctl.location;
comment on view mallctl_view.location is 'Named start points.';

create view mallctl_view.tenant with (security_barrier) as
    select mall_id, id, slug, name, website from mallctl.tenant;
comment on view mallctl_view.tenant is 'Tenants, without the addresses of people.';

create view mallctl_view.store with (security_barrier) as
    select mall_id, id, slug, name, tenant_id, category, units, hours, tags from mallctl.store;
comment on view mallctl_view.store is 'Stores.';

create view mallctl_view.lease with (security_barrier) as
    select l.mall_id, l.id, l.slug, l.tenant_id, l.store_id, l.during, u.unit_id, u.stated
    from mallctl.lease l left join mallctl.lease_unit u on u.mall_id = l.mall_id and u.lease_id = l.id;
comment on view mallctl_view.lease is 'Leases by unit, without the rent.';
