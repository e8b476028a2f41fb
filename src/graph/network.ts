import type { ModelFile } from '../model/model-file.js';
import type { Shape } from '../trace/batch.js';
import type { RecurrentRunner } from '../layers/recurrent/recurrent-runner.js';
import type { Graph, GraphNode } from './graph.js';

/** A model file turned into a graph that can be run: what `Model` and `Layer` share, and users do not see. */
export interface Network {
  /** What was read of the file. */
  readonly file: ModelFile;
  /** Its layers and the arrows between them. */
  readonly graph: Graph;
  /** Paths of all layers, nested ones after the model they are in. */
  readonly names: readonly string[];
  /** The same, with every call of a layer that is called more than once in the layer's place. */
  readonly calls: readonly string[];
  /** The shapes of the model's inputs, where the file says them. */
  readonly inputShapes: readonly (Shape | undefined)[];
  /** What the model's outputs are called: by their layers, or as the graph names them. */
  readonly outputNames: readonly string[];
  /** @throws NotFoundError for a name that no layer has. */
  node(name: string): GraphNode;
  /** Output shapes of a layer; undefined where they cannot be known. */
  shapes(name: string): readonly Shape[] | undefined;
  /** What arrives at a layer: samples first; null where it is open. Undefined where it cannot be known. */
  inputShape(name: string): Shape | undefined;
  /** The inputs of the model that a layer depends on (or all), and the shape of each, where it is known. */
  takenFor(name: string, all?: boolean): readonly { source: string; shape: Shape | undefined }[];
  /** Whether it is a recurrent layer, whether or not it can be run. */
  isRecurrent(name: string): boolean;
  /** @throws ArgumentError when the layer is not recurrent or cannot be run. */
  recurrentRunner(name: string): RecurrentRunner;
  /** Why a layer cannot be run; undefined where it can. Reads no weight. */
  whyNot(name: string): string | undefined;
  /** Parameters of the layers inside a nested model. */
  innerParams(name: string): number;
  /** Parameters that training does not change. */
  frozenParams(name: string): number;
  /** What a layer takes its input from, at all its calls, as paths. */
  connections(name: string): readonly string[];
}
