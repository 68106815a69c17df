-- The public holidays of a mall: the days that PH in opening hours names.
-- oldest-binary: 0.1.0

create function mallctl.is_days(days text[]) returns boolean
    language sql immutable parallel safe
    return not exists (select from unnest(days) day where day is null or day !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$');

alter table mallctl.mall
    add column holidays text[] not null default '{}' check (mallctl.is_days(holidays));
comment on column mallctl.mall.holidays is 'Public holidays, ascending ISO 8601 dates: the days of PH in opening hours.';

create or replace view mallctl_view.mall with (security_barrier) as
    select id, slug, name, time_zone, currency, locales, hours, version, holidays from mallctl.mall;
