import { readFileSync } from 'node:fs';
import type { NdArray } from '../../../src/ndarray/nd-array.js';
import { readArray } from '../../../src/index.js';

/** One graph of test/fixtures/graphs.json; scripts/fixtures/graphs.py says what stands in its npz. */
export interface GraphCase {
  readonly name: string;
  /** The recurrent layer to trace, by its path. */
  readonly layer: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Every value that nodes of the outermost graph make. */
  readonly values: readonly string[];
}

const folder = 'test/fixtures/graphs';

/** Every graph. */
export const graphCases = JSON.parse(readFileSync(`${folder}.json`, 'utf8')) as GraphCase[];

/** The model of a case. */
export const modelPath = ({ name }: GraphCase): string => `${folder}/${name}.onnx`;

/** Arrays of a case: `in` the graph's inputs, `out` what onnxruntime computed; in the graph's own axes. */
export async function arraysOf(
  { name }: GraphCase,
  kind: 'in' | 'out',
  names: readonly string[],
): Promise<Record<string, NdArray>> {
  const read = (value: string) =>
    readArray(`${folder}/${name}.npz`, { dataset: `${kind}:${value}` });
  const entries = names.map(async (value) => [value, await read(value)] as const);
  return Object.fromEntries(await Promise.all(entries));
}
