// node openapi.mjs MALLCTL SAMPLES NPM: is the description of the API good, and does the server keep to it?
//
// Runs inside `mallctl db run`, which gives it a database. Lints `mallctl export openapi` with Spectral (its oas
// ruleset: no error and no warning), loads the sample mall, starts a server, asks every operation that anybody may
// ask, in many ways, and validates every response by its schema with Ajv. No public answer may hold what is private.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [mallctl, samples, npm] = process.argv.slice(2);
const require = createRequire(join(npm, "package.json"));
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;
const scratch = mkdtempSync(join(tmpdir(), "mallctl-openapi-"));
const failures = [];
const fail = (text) => failures.push(text);
const run = (...args) => execFileSync(mallctl, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });

function lint(document) {
    const file = join(scratch, "openapi.json");
    const ruleset = join(scratch, "ruleset.yaml");
    writeFileSync(file, document);
    writeFileSync(ruleset, "extends: ['spectral:oas']\n");
    const spectral = join(npm, "node_modules", ".bin", "spectral");
    const linted = spawnSync(spectral, ["lint", file, "--ruleset", ruleset, "--fail-severity", "hint"], {
        encoding: "utf8",
    });
    if (linted.status !== 0) fail(`spectral:\n${linted.stdout}${linted.stderr}`);
}

function serve() {
    const server = spawn(mallctl, ["serve", "--listen", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
    return new Promise((resolve, reject) => {
        let said = "";
        server.stderr.on("data", (chunk) => {
            said += chunk;
            const found = /listening on (http:\/\/[0-9.:]+)/.exec(said);
            if (found) resolve({ server, base: found[1] });
        });
        server.on("exit", () => reject(new Error(`serve did not start: ${said}`)));
    });
}

// What no stranger may read: of tenants, leases, users, and offers that are not out.
function secrets() {
    const cells = (file) => {
        const [head, ...rows] = readFileSync(join(samples, "riverside", file), "utf8").trim().split("\n");
        const names = head.split(",");
        return rows.map((row) => Object.fromEntries(row.split(",").map((cell, i) => [names[i], cell])));
    };
    const words = [];
    for (const tenant of cells("tenants.csv")) words.push(tenant.email, tenant.phone);
    for (const user of cells("users.csv")) words.push(user.name === "Information kiosk" ? "" : user.name, user.email);
    for (const lease of cells("leases.csv")) words.push(lease.slug, lease.base_rent);
    const offers = readFileSync(join(samples, "riverside", "offers.yaml"), "utf8").split(/^---$/m);
    const hidden = offers.filter((offer) => /^draft: true/m.test(offer));
    if (hidden.length === 0) fail("the samples have no draft to keep");
    for (const offer of hidden) words.push(/^slug: (.*)$/m.exec(offer)[1]);
    return words.filter((word) => word && word.length > 4);
}

class Checker {
    constructor(document, base) {
        this.document = document;
        this.base = base;
        this.checked = 0;
        this.bodies = [];
        this.schemas = new Map();
        this.ajv = new Ajv({ strict: false, allErrors: true });
        addFormats(this.ajv);
        this.ajv.addSchema({ $id: "api.json", components: document.components });
    }

    validator(schema) {
        const key = JSON.stringify(schema);
        if (!this.schemas.has(key)) {
            const text = key.replaceAll('"#/components/', '"api.json#/components/');
            this.schemas.set(key, this.ajv.compile(JSON.parse(text)));
        }
        return this.schemas.get(key);
    }

    // Asks, and validates the answer by what the operation says of its status.
    async ask(operation, path, wanted) {
        const reply = await fetch(this.base + path, { redirect: "manual" });
        const text = await reply.text();
        this.bodies.push([path, text]);
        const at = `GET ${path}: ${reply.status}`;
        if (wanted && reply.status !== wanted) fail(`${at}, not ${wanted}: ${text.slice(0, 300)}`);
        const said = operation.responses[reply.status] ?? operation.responses.default;
        const type = (reply.headers.get("content-type") ?? "").split(";")[0];
        const media = said?.content?.[type];
        if (!media) return fail(`${at} is ${type || "empty"}, which the description does not know`);
        const json = JSON.parse(text);
        const validate = this.validator(media.schema);
        if (!validate(json)) fail(`${at}: ${this.ajv.errorsText(validate.errors)}`);
        this.checked += 1;
        return { json, reply };
    }
}

const values = {
    from: ["location:north_entrance", "store:bakery"],
    to: ["store:fashion", "store:bakery;location:north_entrance"],
    near: ["location:north_entrance"],
    location: ["north_entrance"],
    within: ["5min", "80m"],
    query: ["coffee", "cofee nera me", "zzzzqq", "toilet", "\u{1F600}"],
    category: ["food", "restroom", "nothing.of.this"],
    level: ["G", "1"],
    store: ["bakery"],
    product: ["rye_bread"],
    language: ["de", "ar"],
    at: ["2026-05-04T12:00:00+02:00", "2026-05-04T03:00:00Z"],
    after: [],
    fields: [],
    limit: ["1", "3"],
};

const choices = (parameter) => {
    const schema = parameter.schema;
    if (values[parameter.name]) return values[parameter.name];
    if (schema.enum) return schema.enum;
    if (schema.type === "boolean") return ["true", "false"];
    if (schema.items?.enum) return [...schema.items.enum, schema.items.enum.join(",")];
    return [];
};

const link = (path, pairs) => {
    const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
    return query ? `${path}?${query}` : path;
};

// Each parameter with each of its values, beside those that are required; then what is no value.
async function ask_in_many_ways(checker, operation, path) {
    const query = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
    const needed = query.filter((one) => one.required).map((one) => [one.name, choices(one)[0]]);
    await checker.ask(operation, link(path, needed), /readyz$|\/auth\//.test(path) ? undefined : 200);
    for (const parameter of query) {
        const rest = needed.filter(([name]) => name !== parameter.name);
        for (const value of choices(parameter))
            await checker.ask(operation, link(path, [...rest, [parameter.name, value]]));
        for (const value of ["\u0000", "'; drop table mallctl.mall; --", "%", "9".repeat(400), "../../etc/passwd"])
            await checker.ask(operation, link(path, [...rest, [parameter.name, value]]));
        if (parameter.required) await checker.ask(operation, link(path, rest), 400);
    }
    await checker.ask(operation, link(path, [...needed, ["no_such_parameter", "1"]]), 400);
}

// Follows `next` to the end, and gets each row by its key.
async function walk_pages(checker, paths, pattern, path) {
    const operation = paths[pattern].get;
    const one = Object.keys(paths).find((other) => new RegExp(`^${pattern}/\\{[a-z]+\\}$`.replaceAll("{mall}", "\\{mall\\}")).test(other));
    const keys = new Set();
    let total = 0;
    for (let next = `${path}?limit=2`; next; ) {
        const { json } = await checker.ask(operation, next, 200);
        const rows = json.features ?? json[Object.keys(json)[0]];
        total = json.total;
        for (const row of rows) {
            const key = row.properties?.unit ?? row[Object.keys(row)[0]];
            if (keys.has(key)) fail(`${next} tells ${key} again`);
            keys.add(key);
        }
        next = json.next;
    }
    if (keys.size !== total) fail(`${path} has ${total} rows and tells ${keys.size}`);
    if (!one) return;
    for (const key of keys) await checker.ask(paths[one].get, `${path}/${encodeURIComponent(key)}`, 200);
    await checker.ask(paths[one].get, `${path}/no-such-thing`, 404);
}

const is_public = (operation) => operation.security.some((need) => Object.keys(need).length === 0);

async function crawl(checker) {
    const { paths } = checker.document;
    for (const [pattern, methods] of Object.entries(paths)) {
        const operation = methods.get;
        if (!operation || !is_public(operation)) continue;
        const path = pattern.replace("{mall}", "riverside");
        if (path.endsWith("/levels/{level}/features")) {
            await checker.ask(operation, path.replace("{level}", "G"), 200);
            await checker.ask(operation, path.replace("{level}", "77"), 404);
        } else if (!path.includes("{")) {
            await ask_in_many_ways(checker, operation, path);
            if (operation.parameters?.some((parameter) => parameter.name === "after"))
                await walk_pages(checker, paths, pattern, path);
        }
        if (pattern.includes("{mall}"))
            await checker.ask(operation, pattern.replace("{mall}", "atlantis").replace(/\{\w+\}/g, "x"));
    }
}

let server;
try {
    const text = run("export", "openapi");
    lint(text);
    run("apply", join(samples, "riverside"));
    const started = await serve();
    server = started.server;
    const checker = new Checker(JSON.parse(text), started.base);
    const served = await (await fetch(`${started.base}/api/v1/openapi.json`)).text();
    if (served !== text) fail("/api/v1/openapi.json is not what `export openapi` prints");
    await crawl(checker);
    for (const secret of secrets()) {
        for (const [path, body] of checker.bodies)
            if (body.includes(secret) && !decodeURIComponent(path).includes(secret)) fail(`GET ${path} tells ${secret}`);
    }
    if (checker.checked < 300) fail(`only ${checker.checked} responses were checked`);
    console.log(`${checker.checked} responses validated`);
} catch (error) {
    fail(error.stack);
} finally {
    server?.kill("SIGTERM");
    rmSync(scratch, { recursive: true });
}
for (const text of failures.slice(0, 40)) console.error(text);
if (failures.length > 0) console.error(`${failures.length} failures`);
process.exit(failures.length === 0 ? 0 : 1);
