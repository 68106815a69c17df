-- What each running server tells of itself every few seconds, for mallctl status.
-- oldest-binary: 0.1.0

-- Unlogged: what is lost in a crash has been told again before anybody asks.
create unlogged table mallctl.node (
    id uuid primary key,
    host text not null,
    pid integer not null,
    address text not null,
    version text not null,
    state text not null check (state in ('ready', 'not_ready', 'stopping')),
    sockets integer not null check (sockets >= 0),
    malls jsonb not null check (jsonb_typeof(malls) = 'array'),
    started_at timestamptz not null,
    seen_at timestamptz not null
);
comment on table mallctl.node is 'The running servers. A table of the platform: the API has no right to it, mallctl_app alone has.';
comment on column mallctl.node.address is 'Where it listens: "http://127.0.0.1:8080".';
comment on column mallctl.node.sockets is 'Connections of clients that are open.';
comment on column mallctl.node.malls is 'Of each mall in its memory: {"mall", "version", "age_s"}, the age of the snapshot in seconds.';
comment on column mallctl.node.seen_at is 'When it told this, by the clock of the database.';

grant select, insert, update, delete on mallctl.node to mallctl_app;
