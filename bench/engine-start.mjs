// Where the time of the first cell goes: `node bench/engine-start.mjs`, after `npm run build`.
import { performance } from 'node:perf_hooks';

const started = process.cpuUsage();

function lap(name) {
  const { user, system } = process.cpuUsage(started);
  const wall = performance.now().toFixed(0).padStart(6);
  const cpu = ((user + system) / 1000).toFixed(0).padStart(6);
  const memory = (process.memoryUsage().rss / 1e6).toFixed(0).padStart(5);
  console.log(`${name.padEnd(28)}${wall} ms${cpu} ms CPU${memory} MB`);
}

lap('Node');
const { createGatelabEngine } = await import('../dist/kernel/gatelab-engine.js');
const engine = createGatelabEngine({ folder: process.cwd() });
lap('compiler loaded');
await engine.ready();
lap('ready');

let executionCount = 0;
const run = (code) =>
  engine.execute({
    code,
    executionCount: ++executionCount,
    silent: false,
    signal: new AbortController().signal,
  });

await run('1 + 1');
lap('first cell');
await run('const xs = [1, 2, 3].map((x) => x * 2); xs');
lap('second cell');
await run('typeof heatmap');
lap('gatelab mentioned');
await run('import { existsSync } from "node:fs"; existsSync("/")');
lap('Node imported');

const warm = [];
for (let i = 0; i < 300; i++) {
  const before = performance.now();
  await run(`const v${i} = [1, 2, 3].map((x) => x * ${i}); v${i}.length`);
  warm.push(performance.now() - before);
}
lap('300 more cells');
const late = warm.slice(100).sort((a, b) => a - b);
const at = (share) => late[Math.floor(late.length * share)].toFixed(1);
console.log(`warm cell: median ${at(0.5)} ms, p95 ${at(0.95)} ms`);
await engine.close();
