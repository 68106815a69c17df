// node openapi.mjs MALLCTL SAMPLES NPM [ANSWERS]: is the description of the API good, and does the server keep to it?
//
// Runs inside `mallctl db run`, which gives it a database. Lints `mallctl export openapi` with Spectral (its oas
// ruleset: no error and no warning), loads the sample mall, starts a server, asks every operation, those for anybody
// and those that need a credential, in many ways, and validates every response by its schema with Ajv; so it does with
// those that test_server has logged into the file ANSWERS. No public answer may hold what is private.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Checker, find_operation } from "./checker.mjs";
import { crawl } from "./public.mjs";
import { ask_signed_in } from "./signed_in.mjs";

const [mallctl, samples, npm, answers] = process.argv.slice(2);
const payment_secret = "whsec_of_the_test";
const scratch = mkdtempSync(join(tmpdir(), "mallctl-openapi-"));
process.env.MALLCTL_DATA_DIR = join(scratch, "data"); // what the machine has of its own stays as it is
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
    const flags = ["--listen", "127.0.0.1:0", "--trusted-networks", "127.0.0.0/8"];
    const server = spawn(mallctl, ["serve", ...flags], {
        stdio: ["ignore", "ignore", "pipe"],
        env: { ...process.env, MALLCTL_PAYMENT_SECRET_FILE: join(scratch, "secret") },
    });
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

// What test_server was answered, in the file of MALLCTL_ANSWERS.
function check_logged(checker, file) {
    let count = 0;
    for (const line of readFileSync(file, "utf8").trim().split("\n")) {
        const answer = JSON.parse(line);
        const path = answer.target.split("?")[0].replace(/^http:\/\/[^/]*/, "");
        const operation = find_operation(checker.document, answer.method, path);
        const at = `in test_server: ${answer.method} ${answer.target.slice(0, 200)}: ${answer.status}`;
        if (!operation) {
            if (path.startsWith("/api/") && ![204, 400, 404, 405, 414].includes(answer.status)) fail(`${at} is of no operation`);
            continue;
        }
        const type = answer.type.split(";")[0];
        if (answer.method === "HEAD") continue; // as GET, without what could be validated
        checker.check(operation, at, { status: answer.status, type, text: answer.body });
        count += 1;
    }
    if (count < 1000) fail(`test_server has only logged ${count} answers`);
    console.log(`${count} answers of test_server validated`);
}

let server;
try {
    const text = run("export", "openapi");
    lint(text);
    run("apply", join(samples, "riverside"));
    const invitation = JSON.parse(run("grant", "platform_admin", "root@example.org", "--format", "json")).invitation;
    writeFileSync(join(scratch, "secret"), `${payment_secret}\n`, { mode: 0o600 });
    const started = await serve();
    server = started.server;
    const checker = new Checker(JSON.parse(text), started.base, npm, fail);
    const served = await (await fetch(`${started.base}/api/v1/openapi.json`)).text();
    if (served !== text) fail("/api/v1/openapi.json is not what `export openapi` prints");
    await crawl(checker);
    for (const secret of secrets()) {
        for (const [path, body] of checker.bodies)
            if (body.includes(secret) && !decodeURIComponent(path).includes(secret)) fail(`GET ${path} tells ${secret}`);
    }
    await ask_signed_in(checker, invitation, payment_secret);
    if (checker.checked < 2000) fail(`only ${checker.checked} responses were checked`);
    if (answers) {
        check_logged(checker, answers);
        for (const methods of Object.values(checker.document.paths)) {
            for (const { operationId } of Object.values(methods))
                if (!checker.answered.has(operationId)) fail(`${operationId} was never answered with success`);
        }
    }
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
