-- What writes through the API keep: answers by idempotency key, vouchers and payments, readings of counters.
-- oldest-binary: 0.1.0

create table mallctl.idempotency (
    mall_id uuid not null references mallctl.mall (id),
    principal text not null,
    route text not null check (route <> ''),
    key text not null check (key <> '' and length(key) <= 255),
    fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
    status integer not null check (status between 200 and 599),
    answer jsonb not null,
    created_at timestamptz not null,
    primary key (mall_id, principal, route, key)
);
create index idempotency_created_at on mallctl.idempotency (mall_id, created_at);
comment on table mallctl.idempotency is
    'What a request with an Idempotency-Key was answered, kept in the transaction of its write, for 24 hours.';
comment on column mallctl.idempotency.fingerprint is 'SHA-256 of the request, so that the key cannot stand for another.';
call mallctl.protect('mallctl.idempotency', 'select, insert, delete');

-- No foreign key to the offer: what was sold stays known when the offer is deleted.
create table mallctl.voucher (
    mall_id uuid not null references mallctl.mall (id),
    id uuid not null,
    offer_id uuid not null,
    offer text not null,
    amount_minor bigint not null check (amount_minor > 0),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    buyer text not null default '',
    created_at timestamptz not null,
    paid_at timestamptz,
    primary key (mall_id, id)
);
create index voucher_offer on mallctl.voucher (mall_id, offer_id);
comment on table mallctl.voucher is 'An offer bought: once paid it is redeemed with its id.';
comment on column mallctl.voucher.offer is 'The slug that the offer had when it was bought.';
call mallctl.protect('mallctl.voucher', 'select, insert, update');

create table mallctl.payment_event (
    mall_id uuid not null references mallctl.mall (id),
    id text not null check (id <> '' and length(id) <= 255),
    kind text not null,
    voucher_id uuid not null,
    outcome text not null check (outcome in ('paid', 'paid_before', 'unknown_voucher', 'other_amount')),
    received_at timestamptz not null,
    primary key (mall_id, id)
);
comment on table mallctl.payment_event is
    'What the payment provider told, once for each of its event ids, however often it tells it.';
call mallctl.protect('mallctl.payment_event', 'select, insert');

create table mallctl.sensor_reading (
    mall_id uuid not null references mallctl.mall (id),
    sensor text not null check (sensor <> '' and length(sensor) <= 63),
    at timestamptz not null,
    kind text not null check (kind in ('parking', 'footfall')),
    place text not null check (mallctl.is_slug(place)),
    count bigint check (count >= 0),
    delta bigint,
    primary key (mall_id, sensor, at),
    check ((count is null) <> (delta is null))
);
create index sensor_reading_place on mallctl.sensor_reading (mall_id, kind, place, sensor, at);
create index sensor_reading_count on mallctl.sensor_reading (mall_id, kind, place, sensor, at desc) where count is not null;
comment on table mallctl.sensor_reading is 'What counters of parking and footfall told; a sensor tells one thing at one time.';
comment on column mallctl.sensor_reading.place is 'The slug of the parking zone, or of the location that the counter is at.';
comment on column mallctl.sensor_reading.count is 'How many are there then.';
comment on column mallctl.sensor_reading.delta is 'How many came (or, negative, left) since the reading before.';
call mallctl.protect('mallctl.sensor_reading', 'select, insert');
