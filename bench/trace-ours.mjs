// One way to compute the traces of bench/trace.mjs, in a process of its own: reads a size as a line of JSON, writes times and a sum.
import { createInterface } from 'node:readline';
import { performance } from 'node:perf_hooks';
import { caseOf, turn } from './trace-layer.mjs';

const [dtype] = process.argv.slice(2);
for await (const line of createInterface({ input: process.stdin })) {
  const { size, repeat } = JSON.parse(line);
  const { layer, X } = caseOf(size, dtype);
  const wall = [];
  const cpu = [];
  let trace;
  for (let k = 0; k < repeat; k++) {
    if (k % 20 === 0) await turn();
    const before = process.cpuUsage();
    const start = performance.now();
    trace = layer.trace(X, { dtype });
    wall.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1000);
  }
  const sum = trace.h.data.reduce((total, h) => total + Math.abs(h), 0);
  console.log(JSON.stringify({ wall, cpu, sum, engine: trace.engine }));
}
