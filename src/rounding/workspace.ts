import { wasmModule } from '../trace/fast/wasm-module.js';
import type { Work } from '../work.js';
import type { FlatCell } from './flat-cell.js';
import type { LinearMap } from './linear-map.js';
import { Matrix } from './linear-map.js';
import type { ProductMemory, Products } from './placed-matrix.js';
import { PlacedMatrix } from './placed-matrix.js';

const page = 65536;
/** Weights that are packed between two turns. */
const packedPerTurn = 1 << 16;

/** A memory of the compiled products: weights one after another, and behind them room for what they are multiplied with. */
export class Workspace implements ProductMemory {
  /** The compiled products, which work in this memory. */
  readonly products: Products;
  readonly #memory = new WebAssembly.Memory({ initial: 16 });
  /** The products keep what is theirs below this address. */
  readonly #start: number;
  #end: number;
  #singles: Float32Array | undefined;
  #doubles: Float64Array | undefined;

  constructor() {
    const imports = { env: { memory: this.#memory } };
    const { exports } = new WebAssembly.Instance(wasmModule(), imports);
    this.products = exports as unknown as Products;
    this.#start = (exports['__heap_base'] as WebAssembly.Global<'i32'>).value;
    this.#end = this.#start;
  }

  /** Bytes of its memory. */
  get size(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Forgets all weights. */
  clear(): void {
    this.#end = this.#start;
  }

  /** The cell with its matrices placed here, so that its products are compiled ones. */
  *place(cell: FlatCell): Work<FlatCell> {
    const W = yield* this.#placed(cell.W);
    if (cell.kind === 'gru') return { ...cell, W, U: yield* this.#placed(cell.U) };
    const placed = { ...cell, W, U: yield* this.#placed(cell.U) };
    if (placed.kind !== 'lstm' || !placed.projection) return placed;
    return { ...placed, projection: yield* this.#placed(placed.projection) };
  }

  room(bytes: number): number {
    const at = Math.ceil(this.#end / 64) * 64;
    this.#reserve(at + bytes);
    return at;
  }

  get singles(): Float32Array {
    return (this.#singles ??= new Float32Array(this.#memory.buffer));
  }

  get doubles(): Float64Array {
    return (this.#doubles ??= new Float64Array(this.#memory.buffer));
  }

  *#placed<Map extends LinearMap>(map: Map): Work<Map | PlacedMatrix> {
    if (!(map instanceof Matrix)) return map;
    const { inputs, outputs } = map;
    const at = this.room(8 * inputs * Math.ceil(outputs / 2));
    this.#end = at + 8 * inputs * Math.ceil(outputs / 2);
    const perTurn = Math.max(1, Math.floor(packedPerTurn / Math.max(1, inputs)));
    let exact = true;
    for (let from = 0; from < outputs; from += 2 * perTurn) {
      if (from > 0) yield { what: 'band', done: 0, total: 1 };
      const to = Math.min(outputs, from + 2 * perTurn);
      exact = this.#pack(map.columns(from, to), at + 4 * inputs * from) && exact;
    }
    return new PlacedMatrix(this, { matrix: map, at, exact });
  }

  /** Writes columns side by side in pairs, input after input. @returns whether float32 holds all of them to the last bit. */
  #pack({ blocks, inputs }: Matrix, at: number): boolean {
    const { singles } = this;
    let [first, exact] = [0, true];
    for (const { data, offset, rowStride, columnStride, columns } of blocks) {
      const single = data instanceof Float32Array;
      for (let j = 0; j < columns; j++) {
        const column = first + j;
        let to = at / 4 + (column >> 1) * 2 * inputs + (column & 1);
        let from = offset + j * columnStride;
        for (let i = 0; i < inputs; i++, from += rowStride, to += 2) {
          const weight = data[from]!;
          singles[to] = weight;
          exact &&= single || Math.fround(weight) === weight;
        }
      }
      first += columns;
    }
    // An odd number of columns leaves half a pair, which may hold what was here before.
    if (first % 2 === 1) {
      const last = at / 4 + (first - 1) * inputs + 1;
      for (let i = 0; i < inputs; i++) singles[last + 2 * i] = 0;
    }
    return exact;
  }

  #reserve(bytes: number): void {
    const missing = bytes - this.size;
    if (missing <= 0) return;
    this.#memory.grow(Math.ceil(missing / page));
    [this.#singles, this.#doubles] = [undefined, undefined];
  }
}

/** Memories that are kept for the next band; what large layers need is given back. */
const idle: Workspace[] = [];
const [mostIdle, largestIdle] = [2, 1 << 24];

/** A memory for one band; give it back with `releaseWorkspace`. */
export function takeWorkspace(): Workspace {
  return idle.pop() ?? new Workspace();
}

/** Keeps a memory for the next band. */
export function releaseWorkspace(workspace: Workspace): void {
  workspace.clear();
  if (idle.length < mostIdle && workspace.size <= largestIdle) idle.push(workspace);
}
