-- A foreign key runs a query for each row that is inserted. That a product's mall is there follows from its store's, and so
-- it does for an offer of a store; one that is the mall's own refers to it by itself.
-- oldest-binary: 0.1.0

alter table mallctl.product drop constraint product_mall_id_fkey;

alter table mallctl.offer
    drop constraint offer_mall_id_fkey,
    add column mall_of_its_own uuid
        generated always as (case when store is null then mall_id end) stored references mallctl.mall (id);
comment on column mallctl.offer.mall_of_its_own is 'Its mall where it has no store: the reference that a store would be.';
create index offer_mall_of_its_own on mallctl.offer (mall_of_its_own) where mall_of_its_own is not null;
