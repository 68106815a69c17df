// Holds answers against the description of the API.
import { createRequire } from "node:module";
import { join } from "node:path";

export class Checker {
    // `npm`: the folder of the programs from npm; `fail` is called with each fault.
    constructor(document, base, npm, fail) {
        const require = createRequire(join(npm, "package.json"));
        const Ajv = require("ajv/dist/2020").default;
        this.document = document;
        this.base = base;
        this.fail = fail;
        this.checked = 0;
        this.bodies = []; // of what anybody may ask
        this.answered = new Set(); // operations that were answered with success
        this.schemas = new Map();
        this.ajv = new Ajv({ strict: false, allErrors: true });
        require("ajv-formats").default(this.ajv);
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

    // One answer of an operation, by what the operation says of its status. Returns the JSON.
    check(operation, at, { status, type, text }) {
        const said = operation.responses[status] ?? operation.responses.default;
        this.checked += 1;
        if (status < 400) this.answered.add(operation.operationId);
        if (!type && text === "") {
            if (said.content) this.fail(`${at} has no body, which the description promises`);
            return undefined;
        }
        const media = said.content?.[type];
        if (!media) return this.fail(`${at} is ${type || "of no type"}, which the description does not know`);
        if (!type.endsWith("json")) return undefined;
        const json = JSON.parse(text);
        const validate = this.validator(media.schema);
        if (!validate(json)) this.fail(`${at}: ${this.ajv.errorsText(validate.errors)}`);
        return json;
    }

    // Who asks too often is told when to come again.
    async patiently(operation, at, path, request) {
        for (;;) {
            const reply = await fetch(this.base + path, { redirect: "manual", ...request });
            if (reply.status !== 429) return reply;
            this.check(operation, `${at}: 429`, { status: 429, type: reply.headers.get("content-type"), text: await reply.text() });
            const seconds = Number(reply.headers.get("retry-after"));
            if (!(seconds > 0)) throw new Error(`${at}: 429 without Retry-After`);
            await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
        }
    }

    // Asks, and checks the answer. `more`: method, headers, body (an object is sent as JSON).
    async ask(operation, path, wanted, more = {}) {
        const method = more.method ?? "GET";
        const headers = { ...more.headers };
        let body = more.body;
        if (body !== undefined && !headers["Content-Type"])
            headers["Content-Type"] = Object.keys(operation.requestBody?.content ?? {})[0] ?? "application/json";
        if (body !== undefined && typeof body !== "string") body = JSON.stringify(body);
        const reply = await this.patiently(operation, `${method} ${path}`, path, { method, headers, body });
        const text = await reply.text();
        if (!headers.Authorization) this.bodies.push([path, text]);
        const at = `${method} ${path}: ${reply.status}`;
        if (wanted && reply.status !== wanted) this.fail(`${at}, not ${wanted}: ${text.slice(0, 300)}`);
        const type = (reply.headers.get("content-type") ?? "").split(";")[0];
        return { json: this.check(operation, at, { status: reply.status, type, text }), reply };
    }
}

// The operation that a path of the API belongs to: as the router, words before what stands for any.
export function find_operation(document, method, path) {
    const segments = path.split("/");
    const fits = (pattern) => {
        const parts = pattern.split("/");
        if (parts.length !== segments.length) return false;
        return parts.every((part, i) => (part.startsWith("{") ? segments[i] !== "" : part === segments[i]));
    };
    const words = (pattern) => pattern.split("/").map((part) => (part.startsWith("{") ? "1" : "0")).join("");
    const patterns = Object.keys(document.paths).filter(fits).sort((a, b) => (words(a) < words(b) ? -1 : 1));
    for (const pattern of patterns) {
        const operation = document.paths[pattern][method === "HEAD" ? "get" : method.toLowerCase()];
        if (operation) return operation;
    }
    return undefined;
}
