import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { Network } from './network.js';

/** The layer to trace, and the network it is in. */
export interface TraceTarget {
  readonly network: Network;
  readonly name: string;
  readonly runner: RecurrentRunner;
}
