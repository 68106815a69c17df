-- Where routes to the stores of a mall end: what the navigation graph is built for.
-- oldest-binary: 0.1.0

alter table mallctl.mall
    add column store_routes text not null default '' check (store_routes in ('', 'inside', 'door'));
comment on column mallctl.mall.store_routes is 'Where routes to stores end: inside or door; empty: inside.';

create or replace view mallctl_view.mall with (security_barrier) as
    select id, slug, name, time_zone, currency, locales, hours, version, holidays, store_routes from mallctl.mall;
