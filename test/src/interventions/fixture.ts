// What PyTorch computed, written by scripts/fixtures/interventions.py.
import { readFileSync } from 'node:fs';
import type { Intervention, Model, NdArray } from '../../../src/index.js';
import { openModel, readArray } from '../../../src/index.js';

const folder = 'test/fixtures/interventions';

/** An array of the fixture. */
export const told = (name: string): Promise<NdArray> =>
  readArray(`${folder}/runs.npz`, { dataset: name });

/** One of its models, with the Linear layer behind. */
export const open = (name: string): Promise<Model> =>
  openModel(`${folder}/${name}.pt`, { assumeDefaults: true, chain: ['rec', 'out'] });

/** An intervention whose other runs are named. */
export type Described = Readonly<Record<string, unknown>>;

/** What is done to each model, case by case. */
export const { cases, lengths } = JSON.parse(
  readFileSync(`${folder}/interventions.json`, 'utf8'),
) as {
  readonly cases: Readonly<Record<string, Readonly<Record<string, readonly Described[]>>>>;
  readonly lengths: readonly number[];
};

/** The described interventions with the runs that they name, and their layer where the fixture leaves it away. */
export function withSources(
  at: readonly Described[],
  sources: Readonly<Record<string, unknown>>,
): Intervention[] {
  return at.map((one) => {
    const named = ['mean', 'patchFrom'].filter((key) => key in one);
    const runs = Object.fromEntries(named.map((key) => [key, sources[one[key] as string]]));
    return { ...one, ...runs } as unknown as Intervention;
  });
}

/** What a call throws, as a message. */
export function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
}
