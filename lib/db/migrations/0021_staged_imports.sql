-- Floor plans that were uploaded: looked at first, applied when somebody says so. And the right to forget old readings.
-- oldest-binary: 0.1.0

create table mallctl.staged_import (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    state text not null check (state in ('staged', 'checking', 'checked', 'refused', 'applying', 'applied', 'failed', 'expired')),
    made_by text not null check (made_by <> ''),
    created_at timestamptz not null,
    updated_at timestamptz not null,
    expires_at timestamptz not null,
    options jsonb not null,
    files jsonb not null,
    checked_version bigint,
    version bigint,
    report jsonb not null default '{}',
    failure jsonb,
    primary key (mall_id, id)
);
create index staged_import_created_at on mallctl.staged_import (mall_id, created_at);
comment on table mallctl.staged_import is 'What was uploaded to be imported, what it would change, and what became of it.';
comment on column mallctl.staged_import.expires_at is 'When its bytes are removed, unless it was applied before.';
comment on column mallctl.staged_import.checked_version is 'The version of the mall that it was compared with.';
comment on column mallctl.staged_import.version is 'The version of the mall that it made, or found to be the same.';
call mallctl.protect('mallctl.staged_import', 'select, insert, update, delete');

-- In parts, so that nobody has to hold a file whole to write or read it.
create table mallctl.staged_chunk (
    mall_id uuid not null,
    import_id uuid not null,
    file integer not null check (file >= 0),
    seq integer not null check (seq >= 0),
    bytes bytea not null,
    primary key (mall_id, import_id, file, seq),
    foreign key (mall_id, import_id) references mallctl.staged_import (mall_id, id) on delete cascade
);
comment on table mallctl.staged_chunk is 'The bytes of uploaded files, until they are applied, refused or expired.';
call mallctl.protect('mallctl.staged_chunk', 'select, insert, delete');

do $$
declare
    one text;
begin
    foreach one in array '{select,insert,update,delete}'::text[] loop
        call mallctl.guard('mallctl.staged_import', one, '{plan.import}');
    end loop;
    foreach one in array '{select,insert,delete}'::text[] loop
        call mallctl.guard('mallctl.staged_chunk', one, '{plan.import}');
    end loop;
end
$$;

-- Readings are kept for a time (setting keep-readings), by the servers themselves and not for any caller.
grant update, delete on mallctl.sensor_reading to mallctl_app;
create index sensor_reading_at on mallctl.sensor_reading (mall_id, at);
