import { UnsupportedError } from '../errors.js';
import { fromFloat16 } from '../elements/half-precision.js';
import type { ElementType } from '../elements/element-type.js';
import type { FloatType } from '../ndarray/make.js';
import { bodiesOf } from '../model/onnx/node-names.js';
import { cutModel, handedName, type CutInput } from '../model/onnx/cut.js';
import type { OnnxNode } from '../model/onnx/schema.js';
import {
  loadOnnxRuntime,
  type OnnxData,
  type OnnxRuntime,
  type OnnxSession,
  type OnnxTensor,
} from '../onnxruntime/load.js';
import { runOrWait } from '../trace/later.js';
import { NotRunHere, refusalOf, type NodeAt } from './left-to-others.js';
import type { Program } from './program.js';
import { segmentOf, type Halfway, type Segment } from './segment.js';
import { storageFor, type Value } from './value.js';

/** What somebody else has run of a graph: the nodes, and the values that others need of them. */
export interface HandedOver {
  /** The numbers of the nodes that were run, in the graph's order. */
  readonly nodes: readonly number[];
  /** What came out, by name. */
  readonly values: ReadonlyMap<string, Value>;
}

/**
 * Has onnxruntime run the rest of a graph from a node on that gatelab does not run, as far as that needs no recurrent node which has not
 * run.
 * @param first the node.
 * @throws NotRunHere in a plain call, which cannot wait, and where onnxruntime is not installed.
 */
export function handOver(program: Program, first: NodeAt, rest: HandOverOptions): HandedOver {
  const segment = segmentOf(program, rest);
  const { nodes } = program.graph;
  const why = segment.nodes.map((n) => refusalOf(nodes[n]!)).find((one) => one !== undefined);
  if (why) throw new NotRunHere(first, why);
  const all = [...segment.nodes, ...segment.constants].map((n) => nodes[n]!);
  if (all.some(hasExternal)) throw new NotRunHere(first, 'never');
  const inputs = segment.inputs.map((name) => [name, rest.valueOf(name)] as const);
  const values = runOrWait({
    now: () => {
      throw new NotRunHere(first, 'now');
    },
    later: () => runElsewhere(program, { segment, first, inputs, dtype: rest.dtype }),
  });
  return { nodes: segment.nodes, values };
}

/** The rest of a run, and how to come by its values. */
export interface HandOverOptions extends Halfway {
  /** The precision of the run. */
  readonly dtype: FloatType;
  /** A value that is known, or stored in a file of its own. */
  readonly valueOf: (name: string) => Value;
}

/** Whether a tensor among a node's attributes stands in another file, where nobody but gatelab looks. */
function hasExternal(node: OnnxNode): boolean {
  const own = [...node.attributes.values()].some(
    (value) => typeof value === 'object' && 'isExternal' in value && value.isExternal,
  );
  return (
    own ||
    bodiesOf(node).some(
      ([, { nodes, tensors }]) =>
        nodes.some(hasExternal) || [...tensors.values()].some(({ isExternal }) => isExternal),
    )
  );
}

interface Task {
  readonly segment: Segment;
  readonly first: NodeAt;
  readonly inputs: readonly (readonly [string, Value])[];
  readonly dtype: FloatType;
}

async function runElsewhere(program: Program, task: Task): Promise<ReadonlyMap<string, Value>> {
  const { segment, first, dtype } = task;
  const runtime = await loadOnnxRuntime();
  if (!runtime) throw new NotRunHere(first, 'missing');
  const inputs = task.inputs.map(([name, { type, shape }]) => ({ name, type, rank: shape.length }));
  try {
    const session = await sessionFor(program, { runtime, segment, inputs });
    const feeds = task.inputs.map(([name, value]) => {
      return [handedName({ name, type: value.type }), feedOf(runtime, value)] as const;
    });
    const found = await session.run(Object.fromEntries(feeds), { logSeverityLevel: 4 });
    return new Map(segment.outputs.map((name) => [name, valueOf(found[name]!, dtype)]));
  } catch (error) {
    const { file, path, node } = first;
    throw new UnsupportedError(
      `Layer "${path}" of ${file}, an onnx.${node.type}, is left to onnxruntime, which says: ${sentenceOf(error)}`,
      { file, layer: path, cause: error },
    );
  }
}

function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, ' ').trim();
}

/** Nothing is fused or left out, halves are rounded to, and what fails is said by the error alone. */
const asWritten = { graphOptimizationLevel: 'disabled', logSeverityLevel: 4 } as const;

/** Sessions that are loaded, by what they run: a search for the samples runs the same part several times. */
const sessions = new WeakMap<Program, Map<string, Promise<OnnxSession>>>();

function sessionFor(
  program: Program,
  {
    runtime,
    segment,
    inputs,
  }: { runtime: OnnxRuntime; segment: Segment; inputs: readonly CutInput[] },
): Promise<OnnxSession> {
  const known = sessions.get(program) ?? new Map<string, Promise<OnnxSession>>();
  sessions.set(program, known);
  const { nodes, constants, tensors, outputs } = segment;
  const key = JSON.stringify([nodes, outputs, inputs]);
  const found = known.get(key);
  if (found) return found;
  const model = cutModel(program.source, {
    nodes: new Set([...nodes, ...constants]),
    tensors: new Set(tensors),
    inputs,
    outputs,
  });
  const made = runtime.InferenceSession.create(model, asWritten);
  known.set(key, made);
  return made;
}

/** The storages in which onnxruntime takes numbers; halves are handed in as float32. */
const storages: Readonly<Record<ElementType, (data: ArrayLike<number>) => OnnxData>> = {
  float16: (data) => Float32Array.from(data),
  bfloat16: (data) => Float32Array.from(data),
  float32: (data) => Float32Array.from(data),
  float64: (data) => Float64Array.from(data),
  int8: (data) => Int8Array.from(data),
  int16: (data) => Int16Array.from(data),
  int32: (data) => Int32Array.from(data),
  int64: (data) => BigInt64Array.from(Array.from(data, clamped(-(2n ** 63n), 2n ** 63n - 1n))),
  uint8: (data) => Uint8Array.from(data),
  uint16: (data) => Uint16Array.from(data),
  uint32: (data) => Uint32Array.from(data),
  uint64: (data) => BigUint64Array.from(Array.from(data, clamped(0n, 2n ** 64n - 1n))),
  bool: (data) => Uint8Array.from(data),
};

/** The greatest whole numbers, which say "to the end", are not exact in float64. */
function clamped(least: bigint, most: bigint): (x: number) => bigint {
  return (x) => {
    const whole = BigInt(x);
    if (whole < least) return least;
    return whole > most ? most : whole;
  };
}

function feedOf({ Tensor }: OnnxRuntime, { type, shape, data }: Value): OnnxTensor {
  const own = type === 'float16' || type === 'bfloat16' ? 'float32' : type;
  return new Tensor(own, storages[type](data), shape);
}

function valueOf({ type, data, dims }: OnnxTensor, dtype: FloatType): Value {
  if (!Object.hasOwn(storages, type)) throw new RangeError(`a value of type ${type} comes out`);
  const own = type as ElementType;
  const out = storageFor(own, data.length, dtype);
  const halves = own === 'float16' && data instanceof Uint16Array;
  for (let k = 0; k < data.length; k++) {
    out[k] = halves ? fromFloat16(Number(data[k])) : Number(data[k]);
  }
  return { type: own, shape: [...dims].map(Number), data: out };
}
