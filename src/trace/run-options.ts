import type { ArrayInput } from '../ndarray/as-nd-array.js';
import type { FloatType } from '../ndarray/make.js';

/** Which steps count, of one input: time, or samples × time; 0 or false is skipped. */
export type MaskInput = ArrayInput | readonly boolean[] | readonly (readonly boolean[])[];

/** States to start from by name; of several layers by `layer/name`, or as records by layer. */
export type FirstStates = Readonly<
  Record<string, ArrayInput | Readonly<Record<string, ArrayInput>>>
>;

/** Samples of a larger batch: the input is those from `from` on, of `of`. Masks, lengths and states are given for all of them. */
export interface BatchPart {
  /** The number of the first sample, from 0. */
  readonly from: number;
  /** Samples of the whole batch. */
  readonly of: number;
}

/** What a run is given besides its input: the same for `trace`, `predict`, `compare` and the command line. It reaches every layer. */
export interface RunOptions {
  /** The precision of the computation. */
  readonly dtype?: FloatType;
  /**
   * Which steps of the input count. It stands in for the masks that Masking and Embedding layers make, and goes through the layers as theirs
   * would. Of a model of several inputs, `{ inputs: [mask, null] }`, in their order.
   */
  readonly mask?: MaskInput | { readonly inputs: readonly (MaskInput | null)[] };
  /** How many steps of each sample count, from its start, as PyTorch packs sequences and ONNX calls `sequence_lens`. */
  readonly lengths?: ArrayInput | number;
  /**
   * States to start from; zeros where absent. `h`, `c` (`forward_h`…) are the traced layer's: units long, or samples × units; `lower/h` is that of
   * the layer `lower` in front. A PyTorch module's own `h0` and `c0`, layers·directions × samples × units, are those of all its layers.
   */
  readonly initialState?: FirstStates;
  /** Which part of a batch the input is, where it is run in parts; all of it unless said otherwise. */
  readonly part?: BatchPart;
}

/** The names of these options. */
export const runOptions = ['dtype', 'mask', 'lengths', 'initialState', 'part'] as const;
