import type { Network } from '../graph/network.js';
import type { Shape } from '../trace/batch.js';

/** An input of a model. */
export interface TakenInput {
  /** The name that the model knows it by. */
  readonly name: string;
  /** Samples first; null where it is open. Undefined where nobody knows it. */
  readonly shape: Shape | undefined;
}

/** Inputs as users see them. */
export function takenInputs(taken: ReturnType<Network['takenFor']>): readonly TakenInput[] {
  return taken.map(({ source, shape }) => ({ name: source, shape }));
}
