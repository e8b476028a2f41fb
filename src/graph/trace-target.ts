import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { Network } from './network.js';

/** The layer to trace, and the network it is in. */
export interface TraceTarget {
  /** The model. */
  readonly network: Network;
  /** The path of the layer. */
  readonly name: string;
  /** How the layer is run. */
  readonly runner: RecurrentRunner;
}
