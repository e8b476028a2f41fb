import assert from 'node:assert/strict';
import type { Cell } from '../../../src/cell/cell.js';
import { zeroStates } from '../../../src/cell/cell.js';
import type { Vector } from '../../../src/cell/vector.js';
import { roundingBand } from '../../../src/rounding/band.js';
import type { FlatState } from '../../../src/rounding/flat-cell.js';
import { makeTangent } from '../../../src/rounding/tangents.js';
import { sizeOf } from '../../../src/ndarray/make.js';
import { runCell } from '../../../src/trace/run-cell.js';
import { normals } from '../compare/support/random-cells.js';
import { variantCells } from '../compare/support/variant-cells.js';

const steps = 12;
const members = 16;

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
      // A roundoff that leaves the Jacobians alone.
      const tangent = makeTangent({ cells, roundoff: 2 ** -70, initialState, members });
      for (const [state, values] of Object.entries(moved)) {
        const errors = tangent.errors[state]!;
        for (let k = 0; k < errors.length; k++) errors[k] = values[Math.floor(k / members)]!;
      }
      for (let t = 0; t < steps; t++) {
        tangent.advance(input.subarray(t * features, (t + 1) * features));
        for (const { map, rows, out } of tangent.first) map.addMembers(rows, out, members);
        tangent.push();
        for (const [series, errors] of Object.entries(tangent.errors)) {
          for (let unit = 0; unit < errors.length / members; unit++) {
            const e = errors[unit * members + 5]!;
            const k = (t * errors.length) / members + unit;
            const value = tangent.values[series]![unit]!;
            assert.ok(Math.abs(value - exact[series]![k]!) < 1e-14);
            const expected = (other[series]![k]! - exact[series]![k]!) / size;
            assert.ok(Math.abs(e / size - expected) < 1e-5, `${series} at step ${t}, ${unit}`);
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
