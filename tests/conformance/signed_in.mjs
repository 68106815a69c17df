// Asks what needs a credential: comes to an account by an invitation, signs in with an authenticator, makes a key,
// reads and writes rows of every kind, and is refused in every way.
import { createHmac, randomUUID } from "node:crypto";

import { ask_in_many_ways, is_public } from "./public.mjs";

const password = "correct horse battery staple";
const mall = "/api/v1/malls/riverside";

// RFC 6238 with SHA-1, six digits and steps of 30 s, `ahead` steps from now.
function totp(secret, ahead) {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const bits = [...secret.replace(/=+$/, "")].map((c) => alphabet.indexOf(c).toString(2).padStart(5, "0")).join("");
    const key = Buffer.from(bits.match(/.{8}/g).map((octet) => parseInt(octet, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + ahead));
    const mac = createHmac("sha1", key).update(counter).digest();
    const at = mac[mac.length - 1] & 15;
    return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, "0");
}

// The operation of a method and pattern, and how it is asked.
class Caller {
    constructor(checker, token) {
        this.checker = checker;
        this.headers = token ? { Authorization: `Bearer ${token}` } : {};
    }

    ask(method, pattern, path, wanted, body, headers = {}) {
        const operation = this.checker.document.paths[pattern][method.toLowerCase()];
        const more = { method, body, headers: { ...this.headers, ...headers } };
        return this.checker.ask(operation, path, wanted, more);
    }

    in_mall(method, pattern, wanted, body, values = {}, headers = {}) {
        const path = pattern.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? "nothing"));
        return this.ask(method, `/api/v1/malls/{mall}${pattern}`, mall + path, wanted, body, headers);
    }
}

// Returns the token of a session and the secret of the authenticator.
async function come_in(checker, invitation) {
    const nobody = new Caller(checker);
    const post = (path, wanted, body) => nobody.ask("POST", `/api/v1${path}`, `/api/v1${path}`, wanted, body);
    await post("/invitations/look", 403, { token: "nothing" });
    const open = await post("/invitations/look", 200, { token: invitation });
    const secret = open.json.totp_secret;
    const acceptance = { token: invitation, password, code: totp(secret, -1) };
    await post("/invitations/accept", 400, { ...acceptance, password: "short" });
    await post("/invitations/accept", 201, acceptance);
    await post("/invitations/accept", 403, acceptance);
    const { login } = open.json;
    await post("/sessions", 401, { login, password, code: "000000" });
    await post("/sessions", 400, { login });
    await post("/sessions", 400, "[]");
    const session = await post("/sessions", 201, { login, password, code: totp(secret, 0) });
    return { token: session.json.token, secret };
}

async function sessions(checker, boss, secret) {
    const own = (caller, method, path, wanted, body) => caller.ask(method, path, path, wanted, body);
    await own(boss, "GET", "/api/v1/sessions/current", 200);
    await own(boss, "POST", "/api/v1/sessions/step-up", 401, { code: "000000" });
    await own(boss, "POST", "/api/v1/sessions/step-up", 204, { code: totp(secret, 1) });
    const guest = await own(new Caller(checker), "POST", "/api/v1/sessions/guest", 201);
    const visitor = new Caller(checker, guest.json.token);
    await own(visitor, "GET", "/api/v1/sessions/current", 200);
    await own(visitor, "DELETE", "/api/v1/sessions", 409);
    await own(visitor, "DELETE", "/api/v1/sessions/current", 204);
    return visitor;
}

async function keys(checker, boss) {
    const order = { name: "counters", permissions: ["sensor.write", "catalog.write"] };
    await boss.in_mall("POST", "/api-keys", 422, { ...order, permissions: ["no.such"] });
    const { json } = await boss.in_mall("POST", "/api-keys", 201, { ...order, expires: "2090-01-01T00:00:00Z" });
    await boss.in_mall("GET", "/api-keys", 200);
    const key = new Caller(checker, json.token);
    await key.ask("GET", "/api/v1/sessions/current", "/api/v1/sessions/current", 200);
    await key.in_mall("GET", "/api-keys", 403);
    const reading = { sensor: "s1", at: "2026-05-04T12:00:00Z", kind: "parking", place: "p1", delta: 1 };
    await key.in_mall("POST", "/sensors/readings", 200, { readings: [reading, reading, { ...reading, count: 1 }, 7] });
    await key.in_mall("POST", "/sensors/readings", 422, { readings: [] });
    await boss.in_mall("DELETE", "/api-keys/{key}", 204, undefined, { key: "counters" });
    await boss.in_mall("DELETE", "/api-keys/{key}", 404, undefined, { key: "counters" });
    await key.in_mall("GET", "/api-keys", 401);
}

// A row as it can be written again: what is told beside its fields is read and left out.
async function rows_of(boss, plural, list) {
    const { json } = await boss.in_mall("GET", list, 200);
    for (let next = json.next; next; ) {
        const page = await boss.ask("GET", `/api/v1/malls/{mall}${list}`, next, 200);
        next = page.json.next;
    }
    if (json.rows.length === 0) boss.checker.fail(`${plural} has no row to try with`);
    return json.rows;
}

async function write_rows(boss, plural, list) {
    const one = `/${plural}/{slug}`;
    const values = { slug: (await rows_of(boss, plural, list))[0]?.slug };
    if (!values.slug) return;
    const { json: row, reply } = await boss.in_mall("GET", `${list}/{slug}`, 200, undefined, values);
    const etag = reply.headers.get("etag");
    await boss.in_mall("PATCH", one, 412, {}, values, { "If-Match": '"other"' });
    await boss.in_mall("PATCH", one, 200, {}, values, { "If-Match": etag });
    await boss.in_mall("PATCH", one, 422, { no_such_field: 1 }, values);
    await boss.in_mall("PATCH", one, 415, "slug=x", values, { "Content-Type": "text/plain" });
    await boss.in_mall("PUT", one, 200, row, values);
    await boss.in_mall("POST", `/${plural}`, 409, row);
    await boss.in_mall("POST", `/${plural}`, 422, "{");
    await boss.in_mall("GET", `${list}/{slug}`, 404);
    await boss.in_mall("DELETE", one, 404);
    const other_time = plural === "leases" ? { from: "1990-01-01", to: "1990-02-01", break_from: null } : {};
    const copy = { ...row, ...other_time, slug: `copy_of_${values.slug}`.slice(0, 60) };
    const key = { "Idempotency-Key": `"${plural}"` };
    await boss.in_mall("POST", `/${plural}`, 201, copy, {}, key);
    await boss.in_mall("POST", `/${plural}`, 201, copy, {}, key);
    await boss.in_mall("DELETE", one, 204, undefined, { slug: copy.slug });
}

async function rows(checker, boss) {
    const { paths } = checker.document;
    const kinds = Object.keys(paths).map((path) => /^\/api\/v1\/malls\/\{mall\}\/(\w+)$/.exec(path)?.[1]);
    for (const plural of kinds.filter((kind) => kind && paths[`/api/v1/malls/{mall}/${kind}`].post?.tags[0] === "Rows")) {
        const written = `/api/v1/malls/{mall}/rows/${plural}`;
        await write_rows(boss, plural, paths[written] ? `/rows/${plural}` : `/${plural}`);
    }
    await boss.in_mall("PATCH", "", 200, { hours: "Mo-Sa 09:00-20:00" });
    await boss.in_mall("PATCH", "", 422, { currency: "euros" });
}

async function offers(boss, visitor, nobody, secret) {
    const offer = { slug: "coffee_now" };
    const draft = (await boss.in_mall("GET", "/drafts", 200)).json.rows[0];
    await boss.in_mall("GET", "/drafts/{slug}", 200, undefined, draft);
    await boss.in_mall("POST", "/offers/{slug}/publish", 200, undefined, draft);
    await boss.in_mall("POST", "/offers/{slug}/end", 200, undefined, { slug: "runners_club" });
    await boss.in_mall("POST", "/offers/{slug}/end", undefined, undefined, { slug: "runners_club" });
    await boss.in_mall("POST", "/offers/{slug}/end", 404);
    const id = randomUUID();
    await visitor.in_mall("POST", "/offers/{slug}/vouchers", 201, { id }, offer);
    await visitor.in_mall("POST", "/offers/{slug}/vouchers", 200, { id }, offer);
    await visitor.in_mall("POST", "/offers/{slug}/redeem", 409, { id }, offer);
    const { json: voucher } = await visitor.in_mall("GET", "/vouchers/{voucher}", 200, undefined, { voucher: id });
    const object = {
        payment_status: "paid",
        amount_total: voucher.price.amount_minor,
        currency: voucher.price.currency.toLowerCase(),
        metadata: { mall: "riverside", voucher: id },
    };
    const event = JSON.stringify({ id: "evt_1", type: "checkout.session.completed", data: { object } });
    const at = Math.floor(Date.now() / 1000);
    const mac = createHmac("sha256", secret).update(`${at}.${event}`).digest("hex");
    const hook = "/api/v1/webhooks/payments";
    await nobody.ask("POST", hook, hook, 400, event, { "Stripe-Signature": `t=${at},v1=00` });
    await nobody.ask("POST", hook, hook, 200, event, { "Stripe-Signature": `t=${at},v1=${mac}` });
    await visitor.in_mall("GET", "/vouchers/{voucher}", 200, undefined, { voucher: id });
    await visitor.in_mall("POST", "/offers/{slug}/redeem", 200, { id }, offer);
    await visitor.in_mall("POST", "/offers/{slug}/redeem", 422, { id: "x" }, offer);
}

async function versions(boss) {
    const { json } = await boss.in_mall("GET", "/history", 200);
    const target = json.versions[1].version;
    await boss.in_mall("POST", "/rollback", 200, { version: target, dry_run: true });
    await boss.in_mall("POST", "/rollback", 200, { version: target });
    await boss.in_mall("POST", "/rollback", 404, { version: 99999 });
    const operation = boss.checker.document.paths["/api/v1/malls/{mall}/audit"].get;
    for (let next = `${mall}/audit?limit=20`; next; )
        next = (await boss.checker.ask(operation, next, 200, { headers: boss.headers })).json.next;
}

// Without a credential, with one of a guest, and with parameters that are none: every operation that is not for all.
async function refusals(checker, boss, visitor) {
    for (const [pattern, methods] of Object.entries(checker.document.paths)) {
        const path = pattern.replace("{mall}", "riverside").replace(/\{\w+\}/g, "nothing");
        for (const [method, operation] of Object.entries(methods)) {
            if (is_public(operation)) continue;
            const more = { method: method.toUpperCase(), headers: {} };
            await checker.ask(operation, path, 401, more);
            await checker.ask(operation, path, 401, { ...more, headers: { Authorization: "Bearer nothing" } });
            if (!/sessions|offers|vouchers|auth/.test(path)) await checker.ask(operation, path, 403, { ...more, headers: visitor.headers });
            const elsewhere = pattern.replace("{mall}", "atlantis").replace(/\{\w+\}/g, "nothing");
            if (elsewhere !== path && pattern.includes("{mall}"))
                await checker.ask(operation, elsewhere, 404, { ...more, headers: boss.headers });
            if (method === "get" && pattern.includes("{mall}") && !/\{(?!mall)/.test(pattern))
                await ask_in_many_ways(checker, operation, path, { headers: boss.headers });
        }
    }
}

// `invitation`: of an administrator of the platform; `payment_secret`: what the server checks payments by.
export async function ask_signed_in(checker, invitation, payment_secret) {
    const { token, secret } = await come_in(checker, invitation);
    const boss = new Caller(checker, token);
    const visitor = await sessions(checker, boss, secret);
    await keys(checker, boss);
    await rows(checker, boss);
    await boss.in_mall("POST", "/users/{user}/invitation", 201, undefined, { user: "a_meyer" });
    await boss.in_mall("POST", "/users/{user}/invitation", 404);
    await offers(boss, visitor, new Caller(checker), payment_secret);
    await refusals(checker, boss, visitor);
    await versions(boss);
    await boss.ask("DELETE", "/api/v1/sessions", "/api/v1/sessions", 204);
    await boss.ask("GET", "/api/v1/sessions/current", "/api/v1/sessions/current", 401);
}
