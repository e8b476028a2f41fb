import type { ByteSource } from '../files/byte-source.js';
import type { Parts } from '../files/parts.js';
import type { FloatStorage, NdArray } from '../ndarray/nd-array.js';
import type { OnnxGraph } from './onnx/schema.js';

/** The framework a file was written by; decides gate order, activation formulas and bias rules. */
export type Framework = 'keras' | 'pytorch' | 'onnx' | 'tfjs' | 'tensorflow' | 'none';

/** One stored weight. Its bytes are read when `read` is called, not before. */
export interface Tensor {
  /** The name in the file, for error messages and `summary()`; never matched upon. */
  readonly name: string;
  /** The length of each axis. */
  readonly shape: readonly number[];
  /** The stored type, such as `float32`, `float16`, `bfloat16`, `float64`, `uint8 (quantised)`. */
  readonly dtype: string;
  /** The values, widened to float32 (from half precision) or kept as float32 or float64. Cached. */
  read(): NdArray<FloatStorage>;
}

/** One layer as its file describes it, in Keras's words whatever the framework. */
export interface LayerSpec {
  /** Unique in its container; a nested layer is found as `outer/inner`. */
  readonly name: string;
  /** Keras's class name (`LSTM`, `Bidirectional`, `Dense`…), or the framework's own (`torch.LSTM`, `onnx.LSTM`). */
  readonly className: string;
  /** The layer's config as stored; empty when the file does not say. Untrusted: read it through checks. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The weights, in the order of the framework's `get_weights()`. */
  readonly weights: readonly Tensor[];
  /** Names of the layers whose output this one takes, in order; empty for an input. `name:1` is a second output. */
  readonly inbound: readonly string[];
  /** The same for each call of a layer that is called more than once; others take from `name#1`, `name#2`… then. */
  readonly calls?: readonly (readonly string[])[];
  /** The inputs and outputs of a nested model, where its config lists them. */
  readonly ends?: ModelEnds;
  /** Why it is refused when it is run, where the file asks for something that would be left out, behind its name: "is called with training=True…". */
  readonly unrunnable?: string;
  /** Layers inside a nested model or wrapper. */
  readonly children: readonly LayerSpec[];
}

/** Which layers a model's inputs are, and which outputs of which layers it gives out; both in order. */
export interface ModelEnds {
  /** The names of the layers that take the inputs. */
  readonly inputs: readonly string[];
  /** The outputs, each by its layer (and its number, where it is not the first). */
  readonly outputs: readonly string[];
}

/** An ONNX graph as its file has it, with the folder of the model for tensors in files of their own. */
export interface GraphProgram {
  /** What error messages call the file. */
  readonly file: string;
  /** The operations. */
  readonly graph: OnnxGraph;
  /** Versions of operator sets by domain; the main one has an empty name. */
  readonly opsets: ReadonlyMap<string, number>;
  /** The folder of the model. */
  readonly beside: Parts;
  /** The bytes of the model, for whoever hands a part of it to somebody else. */
  readonly source: ByteSource;
}

/** The checksums that a file keeps of itself. */
export interface Checksums {
  /** Such as `CRC-32 of every entry of the zip`. */
  readonly what: string;
  /** Goes through the whole file. @throws Error for a part whose bytes do not have their checksum. */
  verify(): void;
}

/** What every format reader returns: a file as layers and named tensors, before anything is interpreted. */
export interface ModelFile {
  /** The path or name the user gave. */
  readonly name: string;
  /** Such as `Keras 2 HDF5`, `Keras 3 .keras`, `PyTorch state dict`, `ONNX`. */
  readonly format: string;
  /** Whose conventions the file follows. */
  readonly framework: Framework;
  /** The version the file names, or undefined when it names none. Decides what `hard_sigmoid` means. */
  readonly frameworkVersion: string | undefined;
  /** The model's own name, where the file has one. */
  readonly modelName: string | undefined;
  /** Layers in topological order. */
  readonly layers: readonly LayerSpec[];
  /** The inputs and outputs, where the file lists them; otherwise the layers nobody takes from are the outputs. */
  readonly ends?: ModelEnds | undefined;
  /** The graph of operations itself, where the layers are its nodes (ONNX). */
  readonly program?: GraphProgram;
  /** False for a weights-only file: activations and options were not stored. */
  readonly hasConfig: boolean;
  /** What a user left open and was taken to be as the framework takes it, in sentences. */
  readonly assumptions?: readonly string[];
  /** Undefined where the format keeps none. */
  readonly checksums?: Checksums | undefined;
  /** Closes the file; weights that were not read cannot be any more. */
  close(): void;
}
