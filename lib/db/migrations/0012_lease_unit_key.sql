-- One constraint says that no two leases cover a unit on the same day, by what the unit is: its id, or a digest of the words
-- for one that no plan has yet. Of two constraints the one on words cost 80 microseconds a row, and it took two
-- units for one where a plan had given a number to another unit.
-- oldest-binary: 0.1.0

alter table mallctl.lease_unit
    drop constraint lease_unit_stated_once,
    drop constraint lease_unit_once,
    add column unit_key uuid not null generated always as (coalesce(unit_id, md5(stated)::uuid)) stored,
    add constraint lease_unit_once exclude using gist (mall_id with =, unit_key with =, during with &&) deferrable;
comment on column mallctl.lease_unit.unit_key is 'unit_id, or a digest of what is stated while there is none.';
