// Ours of bench/statistics.mjs, in a process of its own: reads a task as a line of JSON, writes its CPU time and the sum of its answer.
import { createInterface } from 'node:readline';
import { saturation, timescales, toNdArray } from '../dist/src/index.js';

const arrays = {};

/** The same numbers as statistics-peer.py makes, between 0 and 1 in no order that a processor could guess. */
function arrayOf(dtype, shape) {
  const values = new (dtype === 'float32' ? Float32Array : Float64Array)(
    shape.reduce((a, b) => a * b),
  );
  for (let k = 0; k < values.length; k++) values[k] = ((k * 7919) % 104729) / 104729;
  return toNdArray({ data: values, shape });
}

const calls = {
  saturation: (array) => Object.values(saturation(array)).flat(),
  timescales: (array) => timescales(array),
};

function total(answer) {
  const numbers = typeof answer === 'number' ? [answer] : (answer.data ?? answer);
  return numbers.reduce((sum, x) => sum + x, 0);
}

for await (const line of createInterface({ input: process.stdin })) {
  const { dtype, shape, name, axis } = JSON.parse(line);
  const array = (arrays[dtype] ??= arrayOf(dtype, shape));
  const before = process.cpuUsage();
  const answer = calls[name]?.(array) ?? array[name](axis ?? undefined);
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify({ cpu: (user + system) / 1000, sum: total(answer) }));
}
