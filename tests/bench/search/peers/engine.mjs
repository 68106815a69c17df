// What the programs of the npm peers share: reading the folded tables, timing each query, writing answers.

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const rows = (path) => readFileSync(path, "utf8").split("\n").slice(1, -1).map((line) => line.split("\t"));
const texts = (cell) => (cell === "" ? [] : cell.split("|"));

// Of ENGINE.mjs DOCUMENTS QUERIES OUT MODULES.
const [documentsPath, queriesPath, outPath, modules] = process.argv.slice(2);

export const load = (name) => import(pathToFileURL(createRequire(pathToFileURL(modules + "/")).resolve(name)).href);

// `build(documents)` returns a function from a text to at most ten ids.
export function run(build) {
  const documents = rows(documentsPath).map(([id, name, aliases, tags]) => (
    { id, name, aliases: texts(aliases), tags: texts(tags) }));
  const began = performance.now();
  const search = build(documents);
  const buildSeconds = (performance.now() - began) / 1e3;
  const queries = rows(queriesPath);
  for (const [, text] of queries.slice(0, 300)) search(text); // warms the engine up
  const lines = queries.map(([qid, text]) => {
    const start = process.hrtime.bigint();
    const ids = search(text);
    const wall = Number(process.hrtime.bigint() - start) / 1e3;
    return `${qid}\t${wall}\t\t${ids.join(",")}\n`;
  });
  writeFileSync(outPath, "qid\twall_us\tcpu_us\tids\n" + lines.join(""));
  globalThis.gc?.();
  console.log(JSON.stringify({ build_s: buildSeconds, heap: process.memoryUsage().heapUsed }));
}
