import assert from 'node:assert/strict';
import type { Cell } from '../../../src/cell/cell.js';
import { zeroStates } from '../../../src/cell/cell.js';
import type { Vector } from '../../../src/cell/vector.js';
import { roundingBand } from '../../../src/compare/rounding/band.js';
import type { FlatState } from '../../../src/compare/rounding/flat-cell.js';
import { makeTangent } from '../../../src/compare/rounding/tangents.js';
import { sizeOf } from '../../../src/ndarray/make.js';
import { runCell } from '../../../src/trace/run-cell.js';
import { normals } from './support/random-cells.js';
import { variantCells } from './support/variant-cells.js';

const steps = 12;

const inputFor = (cell: Cell, seed = 3) => {
  const normal = normals(seed);
  const length = steps * sizeOf(cell.inputShape);
  return Float64Array.from(Float32Array.from({ length }, normal));
};

/** The states of a cell as one h and one c, the cells of a stack one after another. */
function flat(cell: Cell, states: Readonly<Record<string, Vector>>): FlatState {
  const all = (letter: string) =>
    Float64Array.from(
      cell.states.filter((name) => name.endsWith(letter)).flatMap((name) => [...states[name]!]),
    );
  return { h: all('h'), c: all('c') };
}

describe('makeTangent({ cells })', () => {
  for (const { name, cells, definition } of variantCells) {
    const input = inputFor(definition);
    const features = input.length / steps;
    const run = (states: Readonly<Record<string, Vector>>) =>
      runCell(definition, { data: input, samples: 1, steps }, { initialState: states }).series;

    it(`${name}: computes what the definition does, and its Jacobians are those of the definition`, () => {
      const zero = zeroStates(definition, 'float64');
      const normal = normals(8);
      const size = 1e-7;
      const moved = Object.fromEntries(
        Object.entries(zero).map(([state, v]) => [state, v.map(() => size * normal())]),
      );
      const [exact, other] = [run(zero), run(moved)];
      const initialState = padded(flat(definition, zero), cells.length);
      const tangent = makeTangent({ cells, roundoff: 2 ** -24, initialState });
      const silent = padded(flat(definition, zero), cells.length);
      const pushed = padded(flat(definition, moved), cells.length);
      for (let t = 0; t < steps; t++) {
        tangent.advance(input.subarray(t * features, (t + 1) * features));
        // The same member twice, with and without a first error: what is left are the Jacobians.
        tangent.push(silent, 0);
        const noise = copies(tangent.errors);
        tangent.push(pushed, 0);
        for (const [series, errors] of Object.entries(tangent.errors)) {
          for (const [j, e] of errors.entries()) {
            const k = t * errors.length + j;
            assert.ok(Math.abs(tangent.values[series]![j]! - exact[series]![k]!) < 1e-14);
            const expected = (other[series]![k]! - exact[series]![k]!) / size;
            const found = (e - noise[series]![j]!) / size;
            assert.ok(Math.abs(found - expected) < 1e-5, `${series} at step ${t}, ${j}`);
          }
        }
      }
    });

    it(`${name}: float32 stays inside the band, which is not a hundred times as wide`, () => {
      let [largest, widest] = [0, 0];
      for (const seed of [3, 4, 5]) {
        const x = inputFor(definition, seed);
        const batch = { data: Float32Array.from(x), samples: 1, steps };
        const rounded = runCell(definition, batch).output;
        const { values, width } = roundingBand({
          cells,
          input: x,
          steps,
          series: definition.output,
        });
        for (const [k, limit] of width.entries()) {
          const error = Math.abs(rounded[k]! - values[k]!);
          assert.ok(error <= limit, `${error} leaves ${limit}`);
          [largest, widest] = [Math.max(largest, error), Math.max(widest, limit)];
        }
      }
      assert.ok(widest < 100 * largest, `${widest / largest}`);
    });
  }
});

/** Cells without a c have room for one in the flat state. */
function padded({ h, c }: FlatState, cells: number): FlatState {
  const room = new Float64Array(cells > 1 ? h.length : Math.max(h.length, c.length));
  room.set(c);
  return { h, c: room };
}

const copies = (all: Readonly<Record<string, Float64Array>>) =>
  Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.slice()]));
