import type { DenseRun } from './dense-run.js';
import type { FastRun } from './fast-run.js';

/** Sums and products below which a run is over before another thread has begun: about a millisecond's. */
const worthThreads = 3e7;
/** The same of one step, where threads share the units and wait for each other after every step. */
const worthWaiting = 8e6;

let most: number | undefined;

/** How many threads a run is worth: over its samples, or over the units of one wide sequence. */
export function threadsFor({ cell, samples, steps }: FastRun): number {
  most ??= mostThreads();
  const { inputs, units } = cell.spec;
  const gates = [4, 3, 3, 1][cell.kind]!;
  // Activations and stores count as much as sixty products each.
  const perStep = gates * units * (2 * (inputs + units) + 60);
  if (perStep * samples * steps < worthThreads) return 1;
  if (samples >= most) return most;
  return samples > 2 || perStep * samples >= worthWaiting ? most : 1;
}

/** How many threads a product is worth: over its rows. */
export function threadsForDense({ rows, inputs, columns }: DenseRun): number {
  return 2 * rows * inputs * columns < worthThreads ? 1 : (most ??= mostThreads());
}

/** `GATELAB_THREADS`, or as many as the machine runs at the same time. */
function mostThreads(): number {
  const asked = Number(process.env['GATELAB_THREADS'] ?? 0);
  if (Number.isInteger(asked) && asked > 0) return asked;
  return process.getBuiltinModule('node:os').availableParallelism();
}
