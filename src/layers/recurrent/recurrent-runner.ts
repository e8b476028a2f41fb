import { ArgumentError } from '../../errors.js';
import type { Change } from '../../trace/clamp.js';
import type { Batch, Shape } from '../../trace/batch.js';
import type { Runner } from '../runner.js';
import { sizeOf } from '../../ndarray/make.js';
import { mergedShapes } from '../../trace/merge.js';
import type { RecurrentOptions, RecurrentRun, StatesByName } from '../../trace/run-recurrent.js';
import { runRecurrent } from '../../trace/run-recurrent.js';
import { changedSetup } from './changed-setup.js';
import type { RecurrentSetup } from '../../trace/setup.js';

/** A recurrent layer that can be run, and looked into while it runs. */
export interface RecurrentRunner extends Runner {
  /** The layer's cells, weights and rules; reads the weights at the first call. */
  setup(): RecurrentSetup;
  /**
   * Runs the layer and keeps every series.
   * @param inputs the sequence, and after it the states that other layers hand in, in the framework's order.
   * @throws ArgumentError for states of another size.
   */
  trace(inputs: readonly Batch[], options?: RecurrentOptions): RecurrentRun;
  /** The same layer with gates held or units silenced. */
  withChange(change: Change): RecurrentRunner;
  /** The names of the carried states and the shape of each, for inputs whose single step has this shape. */
  stateShapes(step: readonly number[]): Readonly<Record<string, readonly number[]>>;
}

/** A layer as a run has it: with the gates held and the units silenced that the run's options name. */
export function runnerFor(runner: RecurrentRunner, { clamp, ablate }: Change): RecurrentRunner {
  if (!clamp && !ablate) return runner;
  return runner.withChange({ ...(clamp && { clamp }), ...(ablate && { ablate }) });
}

/** Whether a layer's runner is that of a recurrent layer. */
export function isRecurrentRunner(runner: Runner): runner is RecurrentRunner {
  return 'trace' in runner;
}

/** What is known of a recurrent layer from its config alone, without reading weights. */
export interface RecurrentOutline {
  /** The shape of one step of one direction's output, from the shape of one step of the input. */
  readonly stepShape: (inputStep: Shape) => Shape;
  /** 1, or 2 in a bidirectional layer. */
  readonly directions: number;
  /** What becomes of the outputs of two directions. */
  readonly merge: RecurrentSetup['merge'];
  /** Whether every step is given out, or the last alone. */
  readonly returnSequences: boolean;
  /** Whether the last states are given out too. */
  readonly returnState: boolean;
  /** Carried states in one direction: 2 for an LSTM, 1 for others. */
  readonly statesPerDirection: number;
}

/** Makes a runner from the outline and a way to read the rest when it is needed. */
export function makeRecurrentRunner(
  outline: RecurrentOutline,
  read: () => RecurrentSetup,
): RecurrentRunner {
  let known: RecurrentSetup | undefined;
  const setup = () => (known ??= read());
  const trace = (inputs: readonly Batch[], options: RecurrentOptions = {}) => {
    const [input, ...states] = inputs as [Batch, ...Batch[]];
    const shapes = shapesOfStates(setup(), input.shape.slice(2));
    const names = Object.keys(shapes);
    const handedIn = Object.fromEntries(states.map(({ data }, k) => [names[k]!, data]));
    const initialState = { ...handedIn, ...options.initialState };
    requireSizes(initialState, shapes, input.shape[0]!);
    if (!input.mask || states.length === 0 || !setup().unmaskedWithStates) {
      return runRecurrent(setup(), input, { ...options, initialState });
    }
    const { mask, ...bare } = input;
    const run = runRecurrent(setup(), bare, { ...options, initialState });
    return { ...run, outputs: setup().returnSequences ? withMask(run.outputs, mask) : run.outputs };
  };
  return {
    setup,
    outputShapes: ([input]) => outputShapes(outline, input ?? [null, null, null]),
    run: (inputs) => trace(inputs).outputs,
    trace,
    withChange: (change) => makeRecurrentRunner(outline, () => changedSetup(setup(), change)),
    stateShapes: (step) => shapesOfStates(setup(), step),
  };
}

/** The outputs with a mask on those that are sequences, which come first. */
function withMask(outputs: readonly Batch[], mask: Uint8Array): Batch[] {
  const [first] = outputs;
  return outputs.map((output) =>
    output.shape[1] === first!.shape[1] && output.shape.length === first!.shape.length
      ? { ...output, mask }
      : output,
  );
}

/** @throws ArgumentError for a state that is not there for every sample, such as one kept from a batch of another size. */
function requireSizes(
  states: StatesByName,
  shapes: Readonly<Record<string, readonly number[]>>,
  samples: number,
): void {
  for (const [name, { length }] of Object.entries(states)) {
    const wanted = samples * sizeOf(shapes[name] ?? []);
    if (length === wanted) continue;
    throw new ArgumentError(
      `The state "${name}" that a recurrent layer starts from has ${length} numbers, but ${samples} samples need ${wanted}; ` +
        'a stateful layer that kept it from a batch of another size is to be reset: model.resetStates()',
    );
  }
}

function outputShapes(outline: RecurrentOutline, input: Shape): Shape[] {
  const [samples = null, time = null, ...step] = input;
  const one = outline.stepShape(step);
  const lead = outline.returnSequences ? [samples, time] : [samples];
  const shapes = mergedShapes([...lead, ...one], outline.directions, outline.merge);
  if (!outline.returnState) return shapes;
  const states = outline.directions * outline.statesPerDirection;
  return [...shapes, ...Array.from({ length: states }, () => [samples, ...one])];
}

/** The carried states in the framework's order, forward before backward. */
function shapesOfStates(
  { directions, prefixes }: RecurrentSetup,
  step: readonly number[],
): Record<string, readonly number[]> {
  return Object.fromEntries(
    directions.flatMap((direction, k) => {
      const cell = direction.cellFor(step);
      return cell.states.map((name) => [prefixes[k]! + name, cell.series[name]!] as const);
    }),
  );
}
