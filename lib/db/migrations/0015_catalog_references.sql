-- References between the rows of a catalog are checked once a statement, as those of plans are since 0007: under row-level
-- security a foreign key costs 23 microseconds a row, five times what the row itself does.
-- oldest-binary: 0.1.0

-- Without nested loops, as in 0008: the planner expects few rows of a mall that came after the last ANALYZE.

-- A reference by slug, which may be null. Arguments: the column, the table that it names a row of.
create function mallctl.require_slug() returns trigger language plpgsql set enable_nestloop = off as $$
declare
    stray text;
begin
    execute format('select n.slug from (select distinct mall_id, %1$I as slug from new_rows where %1$I is not null) n '
                   'where not exists (select from %2$s p where p.mall_id = n.mall_id and p.slug = n.slug) '
                   'order by n.slug limit 1', tg_argv[0], tg_argv[1])
        into stray;
    if stray is not null then
        raise foreign_key_violation using
            message = format('insert or update on table "%s" violates its reference to %s', tg_table_name, tg_argv[1]),
            detail = format('(%s)=(%s)', tg_argv[0], left(stray, 200)), table = tg_table_name, schema = tg_table_schema;
    end if;
    return null;
end
$$;

-- The other side: what is referred to is not deleted. Arguments: the table that refers, its column.
create function mallctl.keep_slug() returns trigger language plpgsql set enable_nestloop = off as $$
declare
    referred text;
begin
    execute format('select o.slug from old_rows o where exists '
                   '(select from %s c where c.mall_id = o.mall_id and c.%I = o.slug) order by o.slug limit 1',
                   tg_argv[0], tg_argv[1])
        into referred;
    if referred is not null then
        raise foreign_key_violation using
            message = format('delete on table "%s" violates the reference of %s to it', tg_table_name, tg_argv[0]),
            detail = format('(slug)=(%s)', referred), table = tg_table_name, schema = tg_table_schema;
    end if;
    return null;
end
$$;

-- A row that is renamed takes those that refer to it along. Arguments: the table that refers, its column.
create function mallctl.follow_slug() returns trigger language plpgsql as $$
begin
    execute format('update %1$s set %2$I = $1 where mall_id = $2 and %2$I = $3', tg_argv[0], tg_argv[1])
        using new.slug, new.mall_id, old.slug;
    return null;
end
$$;

-- `child` and `parent` are names of tables in schema mallctl, `child_column` names a row of `parent` by its slug.
create procedure mallctl.refer_by_slug(child text, child_column text, parent text) language plpgsql as $$
declare
    label text := format('%s_%s', trim('"' from split_part(child, '.', 2)), child_column);
begin
    execute format('create trigger %I after insert on %s referencing new table as new_rows for each statement '
                   'execute function mallctl.require_slug(%L, %L)', label || '_insert', child, child_column, parent);
    execute format('create trigger %I after update on %s referencing new table as new_rows for each statement '
                   'execute function mallctl.require_slug(%L, %L)', label || '_update', child, child_column, parent);
    execute format('create trigger %I after delete on %s referencing old table as old_rows for each statement '
                   'execute function mallctl.keep_slug(%L, %L)', label || '_kept_delete', parent, child, child_column);
    execute format('create trigger %I after update of slug on %s for each row when (old.slug <> new.slug) '
                   'execute function mallctl.follow_slug(%L, %L)', label || '_follows', parent, child, child_column);
    execute format('create trigger %I before truncate on %s for each statement '
                   'execute function mallctl.keep_referenced(%L, %L, ''slug'')', label || '_kept_truncate', parent, child,
                   child_column);
end
$$;

alter table mallctl.location drop constraint location_mall_id_fkey;
alter table mallctl.tenant drop constraint tenant_mall_id_fkey;
alter table mallctl.store drop constraint store_mall_id_fkey, drop constraint store_mall_id_tenant_fkey;
alter table mallctl.lease
    drop constraint lease_mall_id_fkey,
    drop constraint lease_mall_id_tenant_fkey,
    drop constraint lease_mall_id_store_fkey;
alter table mallctl.product drop constraint product_mall_id_store_fkey;
-- The column was there for its foreign key alone.
alter table mallctl.offer
    drop column mall_of_its_own,
    drop constraint offer_mall_id_store_fkey,
    drop constraint offer_mall_id_product_fkey;
alter table mallctl.parking_zone drop constraint parking_zone_mall_id_fkey;
alter table mallctl.closure drop constraint closure_mall_id_fkey;
alter table mallctl."user" drop constraint user_mall_id_fkey, drop constraint user_mall_id_tenant_fkey;

call mallctl.refer('mallctl.location', 'mall_id', 'mallctl.mall', 'id');
call mallctl.refer('mallctl.tenant', 'mall_id', 'mallctl.mall', 'id');
call mallctl.refer('mallctl.store', 'mall_id', 'mallctl.mall', 'id');
call mallctl.refer('mallctl.lease', 'mall_id', 'mallctl.mall', 'id');
call mallctl.refer('mallctl.product', 'mall_id', 'mallctl.mall', 'id');
call mallctl.refer('mallctl.offer', 'mall_id', 'mallctl.mall', 'id');
call mallctl.refer('mallctl.parking_zone', 'mall_id', 'mallctl.mall', 'id');
call mallctl.refer('mallctl.closure', 'mall_id', 'mallctl.mall', 'id');
call mallctl.refer('mallctl."user"', 'mall_id', 'mallctl.mall', 'id');

call mallctl.refer_by_slug('mallctl.store', 'tenant', 'mallctl.tenant');
call mallctl.refer_by_slug('mallctl.lease', 'tenant', 'mallctl.tenant');
call mallctl.refer_by_slug('mallctl.lease', 'store', 'mallctl.store');
call mallctl.refer_by_slug('mallctl.product', 'store', 'mallctl.store');
call mallctl.refer_by_slug('mallctl.offer', 'store', 'mallctl.store');
call mallctl.refer_by_slug('mallctl.offer', 'product', 'mallctl.product');
call mallctl.refer_by_slug('mallctl."user"', 'tenant', 'mallctl.tenant');
