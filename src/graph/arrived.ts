import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { GraphRun } from './graph-run.js';
import type { CheckedInput } from './model-input.js';

/** What arrives at a layer, and the run that brought it there. */
export interface Arrived extends CheckedInput {
  /** What the layers in front left, and what a user gave besides the inputs. */
  readonly run: GraphRun;
  /** The runner of the layer: its own, or that for weights which came with the inputs. */
  readonly runner: RecurrentRunner;
}
