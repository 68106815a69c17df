-- Who may do what: accounts, sessions, API keys and invitations of the platform, and the policies of the role in whose
-- name the API writes.
-- oldest-binary: 0.1.0

-- What somebody signs in with. Rights in a mall come from rows of "user" that the account is linked with.
create table mallctl.account (
    id uuid primary key,
    login text not null unique check (login = lower(login) and length(login) between 3 and 254),
    phone text not null default '',
    password_hash text not null check (password_hash like '$argon2id$%'),
    totp_secret text check (totp_secret <> ''),
    totp_last_step bigint not null default 0,
    platform_admin boolean not null default false,
    disabled boolean not null default false,
    failures integer not null default 0 check (failures >= 0),
    locked_until timestamptz,
    created_at timestamptz not null
);
comment on table mallctl.account is 'What somebody signs in with, whatever the malls.';
comment on column mallctl.account.login is 'An e-mail address in lower case.';
comment on column mallctl.account.totp_last_step is 'The last step of 30 s whose code was taken: no code is taken twice.';
comment on column mallctl.account.failures is 'Failed attempts since the last that succeeded.';

create table mallctl.recovery_code (
    account_id uuid not null references mallctl.account (id) on delete cascade,
    digest text not null check (length(digest) = 64),
    used_at timestamptz,
    primary key (account_id, digest)
);
comment on table mallctl.recovery_code is 'Codes that stand for the second factor once each, by their SHA-256.';

create table mallctl.account_session (
    digest text primary key check (length(digest) = 64),
    account_id uuid not null references mallctl.account (id) on delete cascade,
    created_at timestamptz not null,
    last_used_at timestamptz not null,
    expires_at timestamptz not null,
    second_factor_at timestamptz,
    revoked_at timestamptz
);
create index account_session_account on mallctl.account_session (account_id);
comment on table mallctl.account_session is 'Who is signed in, by the SHA-256 of the token that they hold.';

-- A link goes with its row, and does not come back with it: a row that a rollback restores asks for a new invitation.
create table mallctl.account_user (
    mall uuid not null,
    user_id uuid not null,
    account_id uuid not null references mallctl.account (id) on delete cascade,
    linked_at timestamptz not null,
    primary key (mall, user_id),
    foreign key (mall, user_id) references mallctl."user" (mall_id, id) on delete cascade
);
create index account_user_account on mallctl.account_user (account_id);
comment on table mallctl.account_user is 'The row of a mall''s users that an account was invited for and has accepted.';

create table mallctl.invitation (
    digest text primary key check (length(digest) = 64),
    mall uuid,
    user_id uuid,
    login text not null,
    made_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    check ((mall is null) = (user_id is null)),
    foreign key (mall, user_id) references mallctl."user" (mall_id, id) on delete cascade
);
create index invitation_user on mallctl.invitation (mall, user_id);
comment on table mallctl.invitation is
    'Lets one address have an account for a row of "user", or, without one, for the administration of the platform.';

create table mallctl.api_key (
    id uuid primary key,
    mall uuid not null references mallctl.mall (id),
    name text not null check (mallctl.is_slug(name)),
    digest text not null unique check (length(digest) = 64),
    permissions text[] not null check (cardinality(permissions) > 0),
    made_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_on date
);
create unique index api_key_name on mallctl.api_key (mall, name) where revoked_at is null;
comment on table mallctl.api_key is 'What a program signs in with, by the SHA-256 of the key: for one mall, and no more than its permissions.';

create table mallctl.signing_secret (
    id text primary key,
    bytes bytea not null check (length(bytes) >= 32),
    created_at timestamptz not null
);
comment on table mallctl.signing_secret is 'What the sessions of guests are signed with: the newest signs, the others are still believed.';

create table mallctl.access_event (
    id uuid primary key default gen_random_uuid(),
    at timestamptz not null,
    written_at timestamptz not null default clock_timestamp(),
    actor text not null,
    action text not null check (action <> ''),
    subject text not null,
    mall uuid,
    details jsonb not null default '{}'
);
create index access_event_written_at on mallctl.access_event (written_at);
comment on table mallctl.access_event is 'Who gave whom what right, who signed in and who could not; append-only.';
create trigger append_only before update or delete on mallctl.access_event
    for each statement execute function mallctl.refuse_rewriting();
create trigger no_truncate before truncate on mallctl.access_event
    for each statement execute function mallctl.refuse_rewriting();

grant select, insert, update, delete on mallctl.account, mallctl.recovery_code, mallctl.account_session,
    mallctl.account_user, mallctl.invitation, mallctl.api_key, mallctl.signing_secret to mallctl_app;
grant select, insert on mallctl.access_event to mallctl_app;

-- Servers keep known credentials in memory: a right that ends must end there at once.
create function mallctl.announce_access() returns trigger language plpgsql as $$
begin
    perform pg_notify('mallctl_access', '');
    return null;
end
$$;
create trigger announce after update of login, platform_admin, disabled or delete on mallctl.account
    for each statement execute function mallctl.announce_access();
create trigger announce after update of second_factor_at, revoked_at, expires_at or delete on mallctl.account_session
    for each statement execute function mallctl.announce_access();
create trigger announce after insert or update or delete on mallctl.account_user
    for each statement execute function mallctl.announce_access();
create trigger announce after update of permissions, expires_at, revoked_at or delete on mallctl.api_key
    for each statement execute function mallctl.announce_access();
create trigger announce after insert or update or delete on mallctl.signing_secret
    for each statement execute function mallctl.announce_access();
create trigger announce_access after update or delete on mallctl."user"
    for each statement execute function mallctl.announce_access();

-- What follows holds for mallctl_api alone, whose transactions say on whose behalf they run: `mallctl.permissions` are
-- those that hold for every row of the mall ("offer.write,product.write"), `mallctl.tenants` those that hold for the rows
-- of one tenant ("offer.write:crust"). Where they are not set, nothing is allowed.

create function mallctl.may(wanted text[]) returns boolean
    stable parallel safe
    return coalesce(string_to_array(nullif(current_setting('mallctl.permissions', true), ''), ',') && wanted, false);

create function mallctl.tenants_of(wanted text[]) returns text[]
    stable parallel safe
    return array(select split_part(pair, ':', 2)
                 from unnest(string_to_array(nullif(current_setting('mallctl.tenants', true), ''), ',')) as pair
                 where split_part(pair, ':', 1) = any (wanted));

-- Whether the caller has one of the permissions for any rows at all.
create function mallctl.may_somewhere(wanted text[]) returns boolean
    stable parallel safe
    return mallctl.may(wanted) or cardinality(mallctl.tenants_of(wanted)) > 0;

-- Lets mallctl_api run `command` (select, insert, update or delete) on those rows of a table for which the caller has one
-- of the permissions; none named: on all rows of the mall. `tenant` is SQL over the row: the slug of the tenant whose
-- row it is, or 'any' where who has a permission for one tenant may do it too. Every table that mallctl.protect protects
-- and that the API reads or writes needs its call.
create procedure mallctl.guard(target regclass, command text, wanted text[], tenant text default null)
    language plpgsql as $$
declare
    allowed text := format('(select mallctl.may(%L::text[]))', wanted);
begin
    execute format('grant %s on %s to mallctl_api', command, target);
    if cardinality(wanted) = 0 then
        return;
    end if;
    if tenant = 'any' then
        allowed := format('(select mallctl.may_somewhere(%L::text[]))', wanted);
    elsif tenant is not null then
        allowed := format('%s or (%s) = any ((select mallctl.tenants_of(%L::text[]))::text[])', allowed, tenant, wanted);
    end if;
    execute format('create policy %I on %s as restrictive for %s to mallctl_api %s', 'api_' || command, target, command,
                   case command when 'insert' then format('with check (%s)', allowed)
                                when 'update' then format('using (%1$s) with check (%1$s)', allowed)
                                else format('using (%s)', allowed) end);
end
$$;

grant usage on schema mallctl to mallctl_api;

do $$
declare
    one text;
    -- Who adds a version to a mall, whatever it changes.
    writers constant text[] := '{catalog.write,store.write,product.write,offer.write,offer.publish,plan.import,'
                               'sensor.write,user.write,mall.write}';
    -- Who writes every kind of row: an import and a rollback do, too.
    admins constant text[] := '{catalog.write,plan.import}';
    of_store constant text := 'select s.tenant from mallctl.store s where s.mall_id = %1$I.mall_id and s.slug = %1$I.store';
begin
    foreach one in array '{plan,building,footprint,footprint_building,level,unit,unit_version,opening,connector,'
                         'connector_stop,fixture,amenity,amenity_unit,wall,section,kiosk,occupant}'::text[] loop
        call mallctl.guard(('mallctl.' || one)::regclass, 'select', '{}');
        call mallctl.guard(('mallctl.' || one)::regclass, 'insert', admins);
    end loop;

    foreach one in array '{location,parking_zone,closure,synonym,pin,exclusion}'::text[] loop
        call mallctl.guard(('mallctl.' || one)::regclass, 'select', '{}');
        call mallctl.guard(('mallctl.' || one)::regclass, 'insert', admins);
        call mallctl.guard(('mallctl.' || one)::regclass, 'update', admins);
        call mallctl.guard(('mallctl.' || one)::regclass, 'delete', admins);
    end loop;

    -- A reference to a tenant is checked by looking it up.
    call mallctl.guard('mallctl.tenant', 'select', '{tenancy.read,store.write,user.read,user.write}' || admins, 'slug');
    call mallctl.guard('mallctl.lease', 'select', '{tenancy.read}' || admins, 'tenant');
    call mallctl.guard('mallctl.lease_unit', 'select', '{tenancy.read}' || admins,
                       'select l.tenant from mallctl.lease l where l.mall_id = lease_unit.mall_id and l.id = lease_unit.lease_id');
    foreach one in array '{tenant,lease,lease_unit}'::text[] loop
        call mallctl.guard(('mallctl.' || one)::regclass, 'insert', admins);
        call mallctl.guard(('mallctl.' || one)::regclass, 'update', admins);
        call mallctl.guard(('mallctl.' || one)::regclass, 'delete', admins);
    end loop;

    call mallctl.guard('mallctl.store', 'select', '{}');
    call mallctl.guard('mallctl.store', 'insert', admins);
    call mallctl.guard('mallctl.store', 'update', '{store.write}' || admins, 'tenant');
    call mallctl.guard('mallctl.store', 'delete', admins);

    call mallctl.guard('mallctl.product', 'select', '{}');
    foreach one in array '{insert,update,delete}'::text[] loop
        call mallctl.guard('mallctl.product', one, '{product.write}' || admins, format(of_store, 'product'));
    end loop;

    -- Taking an offer counts it; what else an update may do, a trigger says.
    grant select on mallctl.offer to mallctl_api;
    call mallctl.guard('mallctl.offer', 'insert', '{offer.write}' || admins, format(of_store, 'offer'));
    call mallctl.guard('mallctl.offer', 'update', '{offer.write,offer.publish,offer.redeem}' || admins,
                       format(of_store, 'offer'));
    call mallctl.guard('mallctl.offer', 'delete', '{offer.write}' || admins, format(of_store, 'offer'));
    call mallctl.guard('mallctl.redemption', 'select', '{offer.redeem}', 'any');
    call mallctl.guard('mallctl.redemption', 'insert', '{offer.redeem}', 'any');

    call mallctl.guard('mallctl.user', 'select', '{user.read,user.write,plan.import}', 'tenant');
    foreach one in array '{insert,update,delete}'::text[] loop
        call mallctl.guard('mallctl.user', one, '{user.write,plan.import}', 'tenant');
    end loop;

    call mallctl.guard('mallctl.former_slug', 'select', '{}');
    foreach one in array '{insert,update,delete}'::text[] loop
        call mallctl.guard('mallctl.former_slug', one, writers, 'any');
    end loop;

    call mallctl.guard('mallctl.mall', 'select', '{}');
    call mallctl.guard('mallctl.mall', 'insert', '{mall.write}');
    call mallctl.guard('mallctl.mall', 'update', writers, 'any');
    call mallctl.guard('mallctl.version', 'select', '{history.read}' || writers, 'any');
    call mallctl.guard('mallctl.audit_seal', 'select', '{history.read}' || writers, 'any');
    foreach one in array '{version,outbox,audit,audit_seal}'::text[] loop
        call mallctl.guard(('mallctl.' || one)::regclass, 'insert', writers, 'any');
    end loop;
end
$$;

-- Drafts are for those who write offers. One that is inserted as no draft is published.
create policy api_select on mallctl.offer as restrictive for select to mallctl_api
    using (not draft
           or (select mallctl.may('{tenancy.read,offer.write,offer.publish,catalog.write,plan.import}'::text[]))
           or (select s.tenant from mallctl.store s where s.mall_id = offer.mall_id and s.slug = offer.store)
              = any ((select mallctl.tenants_of('{tenancy.read,offer.write,offer.publish}'::text[]))::text[]));
create policy api_publish on mallctl.offer as restrictive for insert to mallctl_api
    with check (draft
                or (select mallctl.may('{offer.publish,catalog.write,plan.import}'::text[]))
                or (select s.tenant from mallctl.store s where s.mall_id = offer.mall_id and s.slug = offer.store)
                   = any ((select mallctl.tenants_of('{offer.publish}'::text[]))::text[]));

create function mallctl.hold_offer() returns trigger language plpgsql as $$
declare
    owner text := (select s.tenant from mallctl.store s where s.mall_id = old.mall_id and s.slug = old.store);
    publishes boolean := mallctl.may('{offer.publish,catalog.write,plan.import}')
                         or coalesce(owner = any (mallctl.tenants_of('{offer.publish}')), false);
begin
    if old.draft and not new.draft and not publishes then
        raise insufficient_privilege using message = 'publishing an offer needs the permission offer.publish';
    end if;
    if to_jsonb(new) - 'redeemed' is distinct from to_jsonb(old) - 'redeemed' and not publishes
       and not mallctl.may('{offer.write}') and not coalesce(owner = any (mallctl.tenants_of('{offer.write}')), false) then
        raise insufficient_privilege using message = 'changing an offer needs the permission offer.write';
    end if;
    return new;
end
$$;
create trigger hold_for_api before update on mallctl.offer for each row when (current_user = 'mallctl_api')
    execute function mallctl.hold_offer();

-- Every write counts the mall's versions. All else of the mall is for those who may change malls, or import its plan.
create function mallctl.hold_mall() returns trigger language plpgsql as $$
declare
    -- Of these `mall_id` is computed after this trigger.
    apart constant text[] := '{version,outbox_offset,current_plan,mall_id}';
begin
    if not mallctl.may('{mall.write}')
       and to_jsonb(new) - apart is distinct from to_jsonb(old) - apart then
        raise insufficient_privilege using message = 'changing a mall needs the permission mall.write';
    end if;
    if not mallctl.may('{catalog.write,plan.import}') and new.current_plan is distinct from old.current_plan then
        raise insufficient_privilege using message = 'changing a floor plan needs the permission plan.import';
    end if;
    return new;
end
$$;
create trigger hold_for_api before update on mallctl.mall for each row when (current_user = 'mallctl_api')
    execute function mallctl.hold_mall();

-- Who manages a tenant makes nobody more than that.
create policy api_role_insert on mallctl."user" as restrictive for insert to mallctl_api
    with check ((select mallctl.may('{user.write,plan.import}'::text[])) or role in ('tenant_manager', 'tenant_staff'));
create policy api_role_update on mallctl."user" as restrictive for update to mallctl_api
    using (true)
    with check ((select mallctl.may('{user.write,plan.import}'::text[])) or role in ('tenant_manager', 'tenant_staff'));

-- Besides who may read the log, the writer of a version reads what is not sealed yet, to seal it.
grant select on mallctl.audit to mallctl_api;
create policy api_select on mallctl.audit as restrictive for select to mallctl_api
    using ((select mallctl.may('{history.read}'::text[]))
           or not exists (select from mallctl.audit_seal s where s.mall_id = audit.mall_id and s.version = audit.version));
