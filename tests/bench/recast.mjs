// node recast.mjs FLOOR.json MODULES: the paths of npm recast-navigation between the pairs of a floor that
// nav_bench --peers wrote. Prints one JSON object: median times, ours beside, and ratios of lengths.
//
// The floor's triangles keep the body's clearance already, so that the agent's radius is 0. Voxels of 10 cm:
// wider ones close doors that a body passes. Of tiles of 32 to 512 voxels those of 256 were quickest.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [floorPath, modules] = process.argv.slice(2);
const require = createRequire(pathToFileURL(modules + "/"));
const load = (name) => import(pathToFileURL(require.resolve(name)).href.replace(/index\.cjs$/, "index.mjs"));
const { init, NavMeshQuery } = await load("@recast-navigation/core");
const { generateTiledNavMesh } = await load("@recast-navigation/generators");
await init();

const floor = JSON.parse(readFileSync(floorPath, "utf8"));
const positions = floor.positions.flatMap(([x, y]) => [x, 0, -y]);
const began = performance.now();
const built = generateTiledNavMesh(positions, floor.triangles.flat(), {
  cs: 0.1, ch: 0.1, tileSize: 256, walkableRadius: 0, walkableHeight: 2, walkableClimb: 1,
  maxSimplificationError: 1.0, minRegionArea: 1, mergeRegionArea: 20, borderSize: 4,
});
if (!built.success) throw new Error(`recast cannot build the floor: ${built.error}`);
const buildSeconds = (performance.now() - began) / 1e3;
const query = new NavMeshQuery(built.navMesh, { maxNodes: 16384 });
const options = { maxPathPolys: 4096, maxStraightPathPoints: 4096, halfExtents: { x: 1, y: 2, z: 1 } };

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const length = (points) => points.slice(1).reduce(
  (sum, p, i) => sum + Math.hypot(p.x - points[i].x, p.z - points[i].z), 0);

const times = [];
const ours = [];
const ratios = [];
let failed = 0;
for (const round of [0, 1]) { // the first warms the engine up
  times.length = ours.length = ratios.length = failed = 0;
  for (const [ax, ay, bx, by, metres, microseconds] of floor.pairs) {
    const from = { x: ax, y: 0, z: -ay };
    const to = { x: bx, y: 0, z: -by };
    const start = process.hrtime.bigint();
    const { success, path } = query.computePath(from, to, options);
    const microsecondsTheirs = Number(process.hrtime.bigint() - start) / 1e3;
    const last = path[path.length - 1];
    if (!success || !last || Math.hypot(last.x - bx, last.z + by) > 0.5) {
      failed += 1; // it stops short of the end
      continue;
    }
    times.push(microsecondsTheirs);
    ours.push(microseconds);
    if (metres > 0.5) ratios.push(length([from, ...path, to]) / metres);
  }
}
ratios.sort((a, b) => a - b);
console.log(JSON.stringify({
  pairs: floor.pairs.length, failed, build_s: buildSeconds, theirs_us: median(times), ours_us: median(ours),
  ratio_mean: ratios.reduce((a, b) => a + b, 0) / ratios.length, ratio_least: ratios[0],
  ratio_worst: ratios[ratios.length - 1],
  over_1_percent: ratios.filter((r) => r > 1.01).length / ratios.length,
}));
