import type { FloatType } from '../ndarray/make.js';
import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { LayerContext } from '../layers/runner.js';
import { callsAt, valuesFor, sequenceInputsFor, type Target } from '../onnx/calls-at.js';
import type { Call } from '../onnx/call.js';
import { inputsBehind } from '../onnx/dependencies.js';
import type { Program } from '../onnx/program.js';
import { batchesOf, resultsOf, runnerOf } from '../onnx/recurrent.js';
import { requireRunnable } from '../onnx/left-to-others.js';
import type { Run } from '../onnx/run-graph.js';
import { sampleAxisOf, samplesOf, zerosOf } from '../onnx/sample-axes.js';
import type { Value } from '../onnx/value.js';
import type { Batch } from '../trace/batch.js';
import { whenDone } from '../trace/later.js';
import type { RunOptions } from '../trace/run-options.js';
import { masked } from './given-mask.js';
import type { GraphRun } from './graph-run.js';
import type { NdArray } from '../ndarray/nd-array.js';
import { boundValue, namedArrays, type BoundInputs } from './bind-inputs.js';
import type { ModelInput } from './model-input.js';

/** The runner of a recurrent node; undefined where its weights come with the inputs of the graph. */
export type RunnerAt = (path: string) => RecurrentRunner | undefined;

/** How recurrent nodes are run. */
export interface RecurrentNodes {
  /** Finds the runner of a node. */
  readonly runnerAt: RunnerAt;
  /** What error messages name, and where weights come from. */
  readonly context: LayerContext;
  /** The run that keeps what nodes end with, and knows what they start from. */
  readonly graphRun: GraphRun;
  /** The mask or the lengths that a user gave. */
  readonly options: Pick<RunOptions, 'mask' | 'lengths' | 'part'>;
}

/** Runs the recurrent nodes of a graph by their runners, from the states and with the mask that a user gave. */
export function recurrentNodes(nodes: RecurrentNodes): Pick<Run, 'recurrent'> {
  const { runnerAt, context, graphRun, options } = nodes;
  return {
    recurrent(path, call) {
      const runner = runnerAt(path) ?? runnerOf(call, path, context);
      const [arrived, ...states] = batchesOf(call, runner) as [Batch, ...Batch[]];
      const { batches } = masked([arrived], options);
      const names = { call: path, layer: path };
      return resultsOf(call, graphRun.recurrent(names, runner, [...batches, ...states]));
    },
  };
}

/** What is known of a run of a graph before its inputs are. */
export interface Setting {
  /** The operations. */
  readonly program: Program;
  /** The precision of the run. */
  readonly dtype: FloatType;
  /** How recurrent nodes are run, and what is handed to another engine. */
  readonly run: Pick<Run, 'recurrent' | 'handOver'>;
  /** The same without what a user gave, for inputs of other sizes. */
  readonly trial: Pick<Run, 'recurrent' | 'handOver'>;
  /** The recurrent nodes whose batches tell where the samples are. */
  readonly targets: readonly Target[];
}

/**
 * Takes a user's arrays as a graph's inputs: sequences with the samples first, wherever the graph has them; lengths, states, weights
 * and single numbers as the graph has them.
 * @param wanted the values of the graph that are to be worked out.
 * @throws GatelabError for missing inputs, other shapes, and operations on the way that nobody runs.
 */
export function bindInputs(
  setting: Setting,
  wanted: readonly string[],
  input: ModelInput,
): BoundInputs {
  const { program, dtype } = setting;
  requireRunnable(program, wanted);
  const arrays = namedArrays(program, inputsBehind(program.graph, wanted), input);
  const infos = new Map(program.graph.inputs.map((info) => [info.name, info]));
  const axes = sampleAxes(setting, arrays);
  const bound = [...arrays].map(([name, array]) => {
    const info = infos.get(name)!;
    const binding = { file: program.file, info, dtype, sampleAxis: axes.get(name) };
    return { name, sequence: axes.has(name), ...boundValue(array, binding) };
  });
  const sequences = bound.filter(({ sequence }) => sequence);
  return {
    given: new Map(bound.map(({ name, value }) => [name, value])),
    single: sequences.length > 0 && sequences.every(({ added }) => added),
    axes,
  };
}

/** What was found of a program's samples before, by what it was found from. */
const knownAxes = new WeakMap<Program, Map<string, ReadonlyMap<string, number>>>();

/** Where the samples of each sequence are; inputs that are none, or mix their samples, are left out. */
function sampleAxes(
  setting: Setting,
  arrays: ReadonlyMap<string, NdArray>,
): ReadonlyMap<string, number> {
  const { program, targets } = setting;
  const known = knownAxes.get(program) ?? new Map<string, ReadonlyMap<string, number>>();
  knownAxes.set(program, known);
  // Single numbers may choose a branch.
  const inputs = [...arrays].map(([name, { shape, size, ...array }]) => {
    return [name, shape, size === 1 ? Array.from(array.data) : []];
  });
  const key = JSON.stringify([targets.map(({ path }) => path), inputs]);
  const found = known.get(key) ?? searchAxes(setting, arrays);
  whenDone(() => known.set(key, found));
  return found;
}

/** Each input is made longer alone; where none of them leads anywhere, together with others whose axes have the same names. */
function searchAxes(setting: Setting, arrays: ReadonlyMap<string, NdArray>): Map<string, number> {
  const alone = axesTried(setting, arrays, false);
  return alone.size > 0 ? alone : axesTried(setting, arrays, true);
}

function axesTried(
  setting: Setting,
  arrays: ReadonlyMap<string, NdArray>,
  together: boolean,
): Map<string, number> {
  const found = new Map<string, number>();
  const tried = new Set<string>();
  const pairs = setting.targets.flatMap((target) =>
    sequenceInputsFor(target).map((name) => ({ target, name })),
  );
  for (const { target, name } of pairs) {
    const array = arrays.get(name);
    if (!array || array.dimension === 0 || tried.has(name)) continue;
    const axis = sampleAxisIn(setting, { target, name, arrays, together });
    if (axis !== undefined) tried.add(name);
    if (typeof axis === 'number') found.set(name, axis);
  }
  return found;
}

interface Search {
  readonly target: Target;
  readonly name: string;
  readonly arrays: ReadonlyMap<string, NdArray>;
  readonly together: boolean;
}

/** The axis, or that there is none; undefined where the recurrent node was not reached. */
function sampleAxisIn(
  setting: Setting,
  { target, name, arrays, together }: Search,
): number | 'none' | undefined {
  const { graph } = setting.program;
  const infos = new Map(graph.inputs.map((info) => [info.name, info]));
  const declared = infos.get(name)!.shape;
  const given = arrays.get(name)!.shape;
  const rank = declared?.length ?? given.length;
  const asGiven = given.length === rank - 1 ? [1, ...given] : given;
  const filled = declared?.map((n, axis) => (typeof n === 'number' ? n : 11 + 2 * axis));
  const batchFor = (shape: readonly number[]) => {
    const values = new Map<string, Value>();
    for (const [other, array] of arrays) {
      const info = infos.get(other)!;
      const like = { shape, declared: together ? declared : undefined };
      const own = other === name ? shape : sameNames(like, info.shape, array.shape);
      const stays = other !== name && String(own) === String(array.shape);
      const exact = {
        file: target.program.file,
        info: { ...info, shape: undefined },
        dtype: 'float32',
      } as const;
      values.set(
        other,
        stays ? boundValue(array, { ...exact, sampleAxis: undefined }).value : zerosOf(info, own),
      );
    }
    return batchAt(setting, target, values);
  };
  for (const shape of [asGiven, filled]) {
    if (shape?.length !== rank || batchFor(shape) === undefined) continue;
    return sampleAxisOf(shape, batchFor) ?? 'none';
  }
  return undefined;
}

/** The shape of another input whose axes have the same names. */
function sameNames(
  { shape, declared }: { shape: readonly number[]; declared: readonly unknown[] | undefined },
  other: readonly unknown[] | undefined,
  otherwise: readonly number[],
): readonly number[] {
  return (other ?? []).length !== otherwise.length
    ? otherwise
    : otherwise.map((n, axis) => {
        const at = typeof other![axis] === 'string' ? (declared ?? []).indexOf(other![axis]) : -1;
        return at < 0 ? n : shape[at]!;
      });
}

/** How many samples a recurrent node gets; undefined where the graph does not take these inputs. */
function batchAt(
  setting: Setting,
  target: Target,
  given: ReadonlyMap<string, Value>,
): number | undefined {
  try {
    const options = { given, dtype: 'float32' as const, run: setting.trial, sequenceOnly: true };
    const [call] = callsAt(target, options);
    return call && samplesOf(call);
  } catch {
    return undefined; // The sizes that are tried need not suit the graph.
  }
}

/** What a recurrent node is called with for a user's arrays. */
export function callsFor(
  setting: Setting,
  target: Target,
  input: ModelInput,
): { calls: Call[]; single: boolean } {
  const { given, single } = bindInputs(setting, valuesFor(target), input);
  return { calls: callsAt(target, { given, dtype: setting.dtype, run: setting.run }), single };
}
