import type { ArrayInput } from '../ndarray/as-nd-array.js';
import { asNdArray } from '../ndarray/as-nd-array.js';
import type { RecurrentSetup } from '../trace/setup.js';
import type { Layer } from '../api/layer.js';
import { isSeveral, type ModelInput } from '../graph/model-input.js';
import { sizeOf } from '../ndarray/make.js';
import type { OtherLayer } from './diagnosis/readings/reading.js';
import { directionOf } from './diagnosis/situation.js';
import type { Subject } from './subject.js';
import { runOf } from './subject.js';
import { contextOf } from './context.js';
import { isSingle } from '../trace/trace.js';

/**
 * The model's other recurrent layers whose results are as wide as the compared ones (`units`), for one of the compared samples.
 * None where a layer keeps its state from call to call: running it would change what the next call starts from.
 */
export function otherLayersOf(
  subject: Subject,
  { index, units }: { index: number; units: number },
): OtherLayer[] {
  const { layer } = subject.trace;
  if (layer.recurrent().setup().stateful) return [];
  const others = layer.otherRecurrent.flatMap((other) => {
    const setup = setupOf(other);
    return setup ? [{ other, setup }] : [];
  });
  if (others.some(({ setup }) => setup.stateful)) return [];
  return others.flatMap(({ other, setup }) => {
    const series = seriesLike(setup, subject);
    if (widthOf(setup, series, subject) !== units) return [];
    const situation = () => situationIn(other, { ...subject, series }, index);
    return [{ name: other.name, situation }];
  });
}

/** How a layer is run; undefined where its weights cannot be read, which says nothing against the layer compared. */
function setupOf(layer: Layer): RecurrentSetup | undefined {
  try {
    return layer.recurrent().setup();
  } catch {
    return undefined;
  }
}

const stepShape = ({ start }: Subject) => start.batch.shape.slice(2);

/** The series of the same name where the other layer has it, otherwise its output: a Bidirectional layer has no plain `h`. */
function seriesLike(setup: RecurrentSetup, subject: Subject): string {
  const { series } = subject;
  const { index, name } = directionOf(setup, series);
  const cell = setup.directions[index]!.cellFor(stepShape(subject));
  const known = setup.prefixes[index]! + name === series && Object.hasOwn(cell.series, name);
  return known ? series : 'output';
}

function widthOf(setup: RecurrentSetup, series: string, subject: Subject): number {
  const widths = setup.directions.map((direction) => {
    const cell = direction.cellFor(stepShape(subject));
    return sizeOf(cell.series[cell.output] ?? []);
  });
  const joined = series === 'output' && setup.merge === 'concat' && widths.length > 1;
  return joined ? widths[0]! + widths[1]! : widths[0]!;
}

/** What another layer computes for a compared sample; undefined where the model's input cannot be brought to it. */
function situationIn(other: Layer, { trace, start, ...subject }: Subject, index: number) {
  const sample = subject.samples[index]!;
  const given = start.given as ModelInput;
  const one = isSingle({ input: trace.input, start }) ? given : sampleIn(given, sample);
  const { mask, lengths, part } = start.options;
  const samples = start.batch.shape[0] ?? 1;
  const options = {
    ...(mask && { mask }),
    ...(lengths && { lengths }),
    part: { from: (part?.from ?? 0) + sample, of: part?.of ?? samples },
  };
  try {
    const run = other.trace(one, options);
    const alone = { ...subject, ...runOf(run), samples: [0], inputs: undefined };
    return contextOf(alone, 0).situation;
  } catch {
    return undefined;
  }
}

/** One sample of a batch, or of each of several inputs. */
function sampleIn(given: ModelInput, sample: number): ModelInput {
  if (!isSeveral(given)) return pick(given, sample);
  const { inputs } = given;
  if (Array.isArray(inputs)) {
    return { inputs: (inputs as ArrayInput[]).map((input) => pick(input, sample)) };
  }
  const picked = Object.entries(inputs as Readonly<Record<string, ArrayInput>>);
  return { inputs: Object.fromEntries(picked.map(([name, array]) => [name, pick(array, sample)])) };
}

function pick(input: ArrayInput, sample: number) {
  const array = asNdArray(input);
  return array.pick(sample, ...array.shape.slice(1).map(() => null));
}
