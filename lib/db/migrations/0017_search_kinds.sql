-- What those who run a mall say of its search: words of one meaning, what stands first, what is no answer.
-- oldest-binary: 0.1.0

create table mallctl.synonym (
    mall_id uuid not null,
    id uuid not null,
    slug text not null check (mallctl.is_slug(slug)),
    words text[] not null check (cardinality(words) >= 2),
    primary key (mall_id, id),
    unique (mall_id, slug)
);
comment on table mallctl.synonym is 'Words or phrases that mean the same to those who search.';
call mallctl.keep_origin('mallctl.synonym');
call mallctl.protect('mallctl.synonym', 'select, insert, update, delete');
call mallctl.refer('mallctl.synonym', 'mall_id', 'mallctl.mall', 'id');

-- What it names stays known by the slug that it had: no reference follows a renaming.
create table mallctl.pin (
    mall_id uuid not null,
    id uuid not null,
    slug text not null check (mallctl.is_slug(slug)),
    query text not null check (query <> ''),
    targets text[] not null check (cardinality(targets) >= 1),
    primary key (mall_id, id),
    unique (mall_id, slug)
);
comment on table mallctl.pin is 'What stands first among the answers to a query.';
comment on column mallctl.pin.targets is 'KIND:SLUG of stores, products, offers and locations, in the order in which they stand.';
call mallctl.keep_origin('mallctl.pin');
call mallctl.protect('mallctl.pin', 'select, insert, update, delete');
call mallctl.refer('mallctl.pin', 'mall_id', 'mallctl.mall', 'id');

create table mallctl.exclusion (
    mall_id uuid not null,
    id uuid not null,
    slug text not null check (mallctl.is_slug(slug)),
    query text not null default '',
    target text not null check (target <> ''),
    primary key (mall_id, id),
    unique (mall_id, slug)
);
comment on table mallctl.exclusion is 'What is no answer to a query, or, where that is empty, to any.';
call mallctl.keep_origin('mallctl.exclusion');
call mallctl.protect('mallctl.exclusion', 'select, insert, update, delete');
call mallctl.refer('mallctl.exclusion', 'mall_id', 'mallctl.mall', 'id');
