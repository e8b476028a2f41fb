import type { Shape } from '../trace/batch.js';
import type { Flow } from './flow.js';
import type { Graph } from './graph.js';
import { openIn, shapesIn } from './graph.js';
import { outerLayer } from './sources.js';

/** The shapes of a whole graph and of the models nested in it, each worked out once. */
export class GraphShapes {
  readonly #graph: Graph;
  readonly #flow: Flow<Shape>;
  readonly #open: ReadonlySet<string>;
  readonly #inside = new Map<string, GraphShapes | undefined>();

  /** @param inputs the shapes of the graph's inputs; undefined for one that is not known, and then nothing behind it is. */
  constructor(graph: Graph, inputs: readonly (Shape | undefined)[]) {
    this.#graph = graph;
    this.#flow = shapesIn(graph, inputs);
    this.#open = openIn(graph, inputs);
  }

  /** Output shapes of a layer; undefined where they cannot be known, or the layer (or one in front) cannot be run. */
  of(path: string): readonly Shape[] | undefined {
    if (!this.#graph.nodes.has(path)) return this.#innerAt(path)?.of(rest(this.#graph, path));
    return this.#open.has(path) ? undefined : attempt(() => this.#flow.outputsOf(path));
  }

  /** The shapes of what a layer is called with; undefined where they cannot be known. */
  arrivingAt(path: string): readonly Shape[] | undefined {
    if (!this.#graph.nodes.has(path)) {
      return this.#innerAt(path)?.arrivingAt(rest(this.#graph, path));
    }
    return this.#open.has(path) ? undefined : attempt(() => this.#flow.argumentsOf(path));
  }

  /** Why a layer gives nothing out for what arrives at it; undefined where it does, or nothing arrives. */
  failureOf(path: string): string | undefined {
    if (!this.#graph.nodes.has(path)) {
      return this.#innerAt(path)?.failureOf(rest(this.#graph, path));
    }
    this.of(path);
    const failure = this.#flow.failureOf(path);
    return failure instanceof Error ? failure.message : undefined;
  }

  #innerAt(path: string): GraphShapes | undefined {
    const outer = outerLayer(this.#graph, path);
    const known = this.#inside.has(outer);
    const inner = this.#graph.nodes.get(outer)?.inner;
    if (!known) {
      const taken = inner && this.arrivingAt(outer);
      this.#inside.set(outer, taken && inner && new GraphShapes(inner, taken));
    }
    return this.#inside.get(outer);
  }
}

function rest(graph: Graph, path: string): string {
  return path.slice(outerLayer(graph, path).length + 1);
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined; // Nobody knows; summary() prints a question mark.
  }
}
