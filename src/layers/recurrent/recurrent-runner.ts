import type { Change } from '../../explore/clamp.js';
import type { Batch, Shape } from '../batch.js';
import type { Runner } from '../runner.js';
import { mergedShapes } from './merge.js';
import type { RecurrentOptions, RecurrentRun, StatesByName } from './run-recurrent.js';
import { runRecurrent } from './run-recurrent.js';
import { changedSetup } from './changed-setup.js';
import type { RecurrentSetup } from './setup.js';

/** A recurrent layer that can be run, and looked into while it runs. */
export interface RecurrentRunner extends Runner {
  /** The layer's cells, weights and rules; reads the weights at the first call. */
  setup(): RecurrentSetup;
  /** Runs the layer and keeps every series. Leaves the state of a stateful layer alone. */
  trace(input: Batch, options?: RecurrentOptions): RecurrentRun;
  /** The same layer with gates held or units silenced. */
  withChange(change: Change): RecurrentRunner;
  /** The names of the carried states and the shape of each, for inputs whose single step has this shape. */
  stateShapes(step: readonly number[]): Readonly<Record<string, readonly number[]>>;
  /** Forgets the states that a stateful layer has kept. */
  resetStates(): void;
}

/** What is known of a recurrent layer from its config alone, without reading weights. */
export interface RecurrentOutline {
  /** The shape of one step of one direction's output, from the shape of one step of the input. */
  readonly stepShape: (inputStep: Shape) => Shape;
  readonly directions: number;
  readonly merge: RecurrentSetup['merge'];
  readonly returnSequences: boolean;
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
  let kept: StatesByName = {};
  const setup = () => (known ??= read());
  return {
    setup,
    outputShapes: ([input]) => outputShapes(outline, input ?? [null, null, null]),
    run([input, ...states]) {
      const names = Object.keys(shapesOfStates(setup(), input!.shape.slice(2)));
      const handedIn = Object.fromEntries(states.map(({ data }, k) => [names[k]!, data]));
      const initialState = { ...kept, ...handedIn };
      const run = runRecurrent(setup(), input!, { initialState });
      if (setup().stateful) kept = run.finalState;
      return run.outputs;
    },
    trace: (input, options = {}) =>
      runRecurrent(setup(), input, {
        ...options,
        initialState: { ...kept, ...options.initialState },
      }),
    withChange: (change) => makeRecurrentRunner(outline, () => changedSetup(setup(), change)),
    stateShapes: (step) => shapesOfStates(setup(), step),
    resetStates() {
      kept = {};
    },
  };
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
