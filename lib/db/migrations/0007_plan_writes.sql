-- What makes a plan of a hundred thousand features as quick to write as to copy: references of the large tables are
-- checked once a statement and not once a row, and indexes that no query can use are gone.
-- oldest-binary: 0.1.0

-- A foreign key runs a query for each row. Here one anti-join looks at all rows of a statement: the same rule, for
-- tables whose rows are written by the thousand under the lock of their mall.
-- Arguments: the table referred to, its key columns and the referring columns, each as one text with commas.
create function mallctl.require_reference() returns trigger language plpgsql as $$
declare
    keys text[] := string_to_array(tg_argv[1], ',');
    columns text[] := string_to_array(tg_argv[2], ',');
    same text := (select string_agg(format('p.%I = n.%I', k, c), ' and ') from unnest(keys, columns) as u(k, c));
    stray text;
begin
    execute format('select n::text from new_rows n where not exists (select from %s p where %s) limit 1', tg_argv[0], same)
        into stray;
    if stray is not null then
        raise foreign_key_violation using
            message = format('insert or update on table "%s" violates its reference to %s', tg_table_name, tg_argv[0]),
            detail = left(stray, 200), table = tg_table_name, schema = tg_table_schema;
    end if;
    return null;
end
$$;

-- The other side: what is referred to is not removed, and its key never changes.
-- Arguments: the table that refers, its columns and the key columns referred to.
create function mallctl.keep_referenced() returns trigger language plpgsql as $$
declare
    columns text[] := string_to_array(tg_argv[1], ',');
    keys text[] := string_to_array(tg_argv[2], ',');
    same text := (select string_agg(format('c.%I = o.%I', c, k), ' and ') from unnest(columns, keys) as u(c, k));
    referred text;
begin
    if tg_op = 'DELETE' then
        execute format('select o::text from old_rows o where exists (select from %s c where %s) limit 1', tg_argv[0], same)
            into referred;
        if referred is null then
            return null;
        end if;
    end if;
    raise foreign_key_violation using
        message = format('%s on table "%s" violates the reference of %s to it', lower(tg_op), tg_table_name, tg_argv[0]),
        detail = coalesce(left(referred, 200), ''), table = tg_table_name, schema = tg_table_schema;
end
$$;

-- `child` and `parent` are names of tables in schema mallctl.
create procedure mallctl.refer(child text, columns text, parent text, keys text) language plpgsql as $$
declare
    label text := split_part(child, '.', 2) || '_' || split_part(parent, '.', 2);
begin
    execute format('create trigger %I after insert on %s referencing new table as new_rows for each statement '
                   'execute function mallctl.require_reference(%L, %L, %L)', label || '_insert', child, parent, keys, columns);
    execute format('create trigger %I after update on %s referencing new table as new_rows for each statement '
                   'execute function mallctl.require_reference(%L, %L, %L)', label || '_update', child, parent, keys, columns);
    execute format('create trigger %I after delete on %s referencing old table as old_rows for each statement '
                   'execute function mallctl.keep_referenced(%L, %L, %L)', label || '_kept_delete', parent, child, columns, keys);
    execute format('create trigger %I before update of %s on %s for each row when ((%s) is distinct from (%s)) '
                   'execute function mallctl.keep_referenced(%L, %L, %L)', label || '_kept_update', keys, parent,
                   (select string_agg('old.' || k, ', ') from unnest(string_to_array(keys, ',')) as k),
                   (select string_agg('new.' || k, ', ') from unnest(string_to_array(keys, ',')) as k), child, columns, keys);
    execute format('create trigger %I before truncate on %s for each statement '
                   'execute function mallctl.keep_referenced(%L, %L, %L)', label || '_kept_truncate', parent, child, columns, keys);
end
$$;

-- That a feature's plan is there follows from its level's reference to it, and that a unit's mall is from its version's.
alter table mallctl.unit_version
    drop constraint unit_version_mall_id_plan_id_fkey,
    drop constraint unit_version_mall_id_id_fkey,
    drop constraint unit_version_mall_id_plan_id_level_id_fkey;
alter table mallctl.unit drop constraint unit_mall_id_fkey;
alter table mallctl.opening drop constraint opening_mall_id_plan_id_level_id_fkey;
alter table mallctl.fixture drop constraint fixture_mall_id_plan_id_level_id_fkey;
alter table mallctl.amenity drop constraint amenity_mall_id_plan_id_level_id_fkey;
alter table mallctl.wall drop constraint wall_mall_id_plan_id_level_id_fkey;
alter table mallctl.section drop constraint section_mall_id_plan_id_level_id_fkey;
alter table mallctl.kiosk drop constraint kiosk_mall_id_plan_id_level_id_fkey;

call mallctl.refer('mallctl.unit', 'mall_id', 'mallctl.mall', 'id');
call mallctl.refer('mallctl.unit_version', 'mall_id,id', 'mallctl.unit', 'mall_id,id');
call mallctl.refer('mallctl.unit_version', 'mall_id,plan_id,level_id', 'mallctl.level', 'mall_id,plan_id,id');
call mallctl.refer('mallctl.opening', 'mall_id,plan_id,level_id', 'mallctl.level', 'mall_id,plan_id,id');
call mallctl.refer('mallctl.fixture', 'mall_id,plan_id,level_id', 'mallctl.level', 'mall_id,plan_id,id');
call mallctl.refer('mallctl.amenity', 'mall_id,plan_id,level_id', 'mallctl.level', 'mall_id,plan_id,id');
call mallctl.refer('mallctl.wall', 'mall_id,plan_id,level_id', 'mallctl.level', 'mall_id,plan_id,id');
call mallctl.refer('mallctl.section', 'mall_id,plan_id,level_id', 'mallctl.level', 'mall_id,plan_id,id');
call mallctl.refer('mallctl.kiosk', 'mall_id,plan_id,level_id', 'mallctl.level', 'mall_id,plan_id,id');

-- They served foreign keys that are gone.
drop index mallctl.unit_version_unit, mallctl.unit_version_level, mallctl.opening_level, mallctl.fixture_level,
    mallctl.amenity_level, mallctl.wall_level, mallctl.section_level, mallctl.kiosk_level;

-- Operators of PostGIS are not leakproof, so no query under row-level security may use these, and every query is.
drop index mallctl.footprint_geometry, mallctl.level_outline, mallctl.unit_version_geometry, mallctl.opening_geometry,
    mallctl.connector_stop_point, mallctl.fixture_geometry, mallctl.amenity_point, mallctl.wall_lines,
    mallctl.section_geometry, mallctl.kiosk_geometry;
