// Asks every operation that anybody may ask, in many ways.

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
export async function ask_in_many_ways(checker, operation, path, more = {}) {
    const query = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
    const needed = query.filter((one) => one.required).map((one) => [one.name, choices(one)[0]]);
    await checker.ask(operation, link(path, needed), /readyz$|\/auth\//.test(path) ? undefined : 200, more);
    for (const parameter of query) {
        const rest = needed.filter(([name]) => name !== parameter.name);
        for (const value of choices(parameter))
            await checker.ask(operation, link(path, [...rest, [parameter.name, value]]), undefined, more);
        for (const value of ["\u0000", "'; drop table mallctl.mall; --", "%", "9".repeat(400), "../../etc/passwd"])
            await checker.ask(operation, link(path, [...rest, [parameter.name, value]]), undefined, more);
        if (parameter.required) await checker.ask(operation, link(path, rest), 400, more);
    }
    await checker.ask(operation, link(path, [...needed, ["no_such_parameter", "1"]]), 400, more);
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
            if (keys.has(key)) checker.fail(`${next} tells ${key} again`);
            keys.add(key);
        }
        next = json.next;
    }
    if (keys.size !== total) checker.fail(`${path} has ${total} rows and tells ${keys.size}`);
    if (!one) return;
    for (const key of keys) await checker.ask(paths[one].get, `${path}/${encodeURIComponent(key)}`, 200);
    await checker.ask(paths[one].get, `${path}/no-such-thing`, 404);
}

export const is_public = (operation) => operation.security.some((need) => Object.keys(need).length === 0);

export async function crawl(checker) {
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
