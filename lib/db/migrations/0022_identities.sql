-- Whom others know an account as: subjects of issuers of tokens, telephone numbers; and how long what is kept of
-- signing in is kept.
-- oldest-binary: 0.1.0

create table mallctl.account_identity (
    id uuid primary key,
    issuer text not null check (issuer <> ''),
    subject text not null check (subject <> ''),
    account_id uuid not null references mallctl.account (id) on delete cascade,
    linked_at timestamptz not null,
    unique (issuer, subject)
);
create index account_identity_account on mallctl.account_identity (account_id);
comment on table mallctl.account_identity is
    'Whom an issuer of tokens knows the account as. Made by who is signed in to the account, or was invited to it: never by an e-mail address.';

create table mallctl.used_nonce (
    digest text primary key check (length(digest) = 64),
    expires_at timestamptz not null
);
create index used_nonce_expires_at on mallctl.used_nonce (expires_at);
comment on table mallctl.used_nonce is 'Nonces of ID tokens that have signed somebody in, by their SHA-256: none is taken twice.';

create table mallctl.sms_attempt (
    digest text primary key check (length(digest) = 64),
    phone text not null check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    code_mac text not null check (length(code_mac) = 64),
    tries integer not null default 0 check (tries >= 0),
    asked_from text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz
);
create index sms_attempt_phone on mallctl.sms_attempt (phone, created_at);
create index sms_attempt_asked_from on mallctl.sms_attempt (asked_from, created_at);
create index sms_attempt_created_at on mallctl.sms_attempt (created_at);
comment on table mallctl.sms_attempt is 'One-time codes that were sent to telephone numbers, kept for a day to count them.';
comment on column mallctl.sms_attempt.digest is 'SHA-256 of the token that whoever asked for the code holds.';
comment on column mallctl.sms_attempt.code_mac is 'HMAC of the code, by that token: who reads this table learns no code.';

alter table mallctl.account_session
    add column method text not null default 'password' check (method in ('password', 'identity', 'sms'));
comment on column mallctl.account_session.method is
    'What opened it. One that a telephone opened has the rights of a shopper, whatever rows the account is linked with.';

grant select, insert, update, delete on mallctl.account_identity, mallctl.used_nonce, mallctl.sms_attempt to mallctl_app;

create trigger announce after insert or update or delete on mallctl.account_identity
    for each statement execute function mallctl.announce_access();

-- The log of rights is never changed, and kept for at least 90 days. What is older may go.
drop trigger append_only on mallctl.access_event;
create trigger append_only before update on mallctl.access_event
    for each statement execute function mallctl.refuse_rewriting();
create function mallctl.keep_young_events() returns trigger language plpgsql as $$
begin
    if old.written_at > clock_timestamp() - interval '90 days' then
        raise insufficient_privilege using message = 'entries of the log of rights are kept for 90 days';
    end if;
    return old;
end
$$;
create trigger keep_young before delete on mallctl.access_event for each row execute function mallctl.keep_young_events();
grant delete on mallctl.access_event to mallctl_app;
