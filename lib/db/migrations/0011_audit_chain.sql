-- Seals the audit log: each version of a mall gets a hash over itself, its entries and the version before it.
-- oldest-binary: 0.1.0

-- Entries are written before the version that they belong to. The seal counts them and refers to the version.
alter table mallctl.audit drop constraint if exists audit_mall_id_version_fkey;

alter table mallctl.version add column database_user text;
alter table mallctl.version alter column database_user set default session_user;
comment on column mallctl.version.author is 'Who the program acted for.';
comment on column mallctl.version.database_user is 'The role that it connected as; null before this was kept.';

alter table mallctl.audit_seal add column marks bytea not null default '';
comment on column mallctl.audit_seal.digest is 'SHA-256 over the SHA-256 of each entry''s text, in order of seq.';
comment on column mallctl.audit_seal.previous is
    'The hash of the version before; of the first one: SHA-256 of the mall''s id as text.';
comment on column mallctl.audit_seal.hash is 'SHA-256 over the text of the version, which names `previous` and `digest`.';
comment on column mallctl.audit_seal.marks is
    'The first 4 bytes of the SHA-256 of each entry''s text: they tell which entry was altered.';

-- The texts that are hashed: JSON arrays as PostgreSQL prints jsonb, which is the same for the same values everywhere.
create function mallctl.audit_text(entry mallctl.audit) returns text
    language sql stable
    return jsonb_build_array(entry.seq, entry.kind, entry.action, entry.id, entry.slug, entry.rows, entry.digest,
                             entry.before, entry.after)::text;

create function mallctl.audit_hash(entry mallctl.audit) returns bytea
    language sql stable
    return sha256(convert_to(mallctl.audit_text(entry), 'UTF8'));

create function mallctl.version_hash(committed mallctl.version, entries bigint, digest bytea, previous bytea) returns bytea
    language sql stable
    return sha256(convert_to(jsonb_build_array(
        encode(previous, 'hex'), committed.number, committed.kind, committed.author, committed.database_user,
        to_char(committed.committed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), committed.summary,
        committed.plan_id, entries, encode(digest, 'hex'))::text, 'UTF8'));

grant execute on function mallctl.audit_text, mallctl.audit_hash, mallctl.version_hash to mallctl_app;

-- Versions from before the audit log are sealed as they are found, so that they too are held from now on.
do $$
declare
    one uuid;
    committed mallctl.version;
    last bytea;
    nothing constant bytea := sha256('');
begin
    foreach one in array (select coalesce(array_agg(id order by id), '{}') from mallctl.mall) loop
        perform set_config('mallctl.mall', one::text, true);
        last := sha256(convert_to(one::text, 'UTF8'));
        for committed in select * from mallctl.version where mall_id = one order by number loop
            insert into mallctl.audit_seal (mall_id, version, entries, digest, previous, hash)
            values (one, committed.number, 0, nothing, last, mallctl.version_hash(committed, 0, nothing, last))
            returning hash into last;
        end loop;
    end loop;
    perform set_config('mallctl.mall', '', true);
end
$$;
