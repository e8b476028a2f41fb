import assert from 'node:assert/strict';
import { cellSpec } from '../../../widgets/plot/cell-diagram/spec.js';
import { gateSum, valueAt } from '../../../widgets/plot/cell-diagram/sums.js';
import { decodeArray, encodeArray, type CellDiagramState } from '../../../widgets/state/index.js';
import { gruState, lstmState, rnnState } from '../helpers/cells.js';

const activations: Record<string, (z: number) => number> = {
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
};

/** Every gate of every unit at every step: activation of the opened sum against the gate's value. */
function checkAll(state: CellDiagramState): void {
  const spec = cellSpec(state);
  for (const { name } of spec.gates) {
    for (let step = 0; step < spec.steps; step++) {
      for (let unit = 0; unit < spec.units; unit++) {
        const sum = gateSum(spec, name, { step, unit });
        const value = activations[sum.activation]!(sum.total);
        assert.ok(Math.abs(value - sum.output) < 1e-12, `${name} at step ${step}, unit ${unit}`);
      }
    }
  }
}

describe('gateSum(spec, name, moment)', () => {
  it('adds up to every gate of an LSTM', () => checkAll(lstmState()));
  it('adds up to every gate of a GRU whose reset gate comes before the product', () =>
    checkAll(gruState()));

  it('adds up to every state of a simple recurrent cell', () => checkAll(rnnState()));

  it('multiplies the recurrent sum and its bias by the reset gate when that comes after', () => {
    const state = gruState();
    const two = { ...state, resetAfter: true };
    two.gates = two.gates.map((gate) => ({
      ...gate,
      recurrentBias: encodeArray(new Float64Array(8).fill(0.5), [8]),
    }));
    const spec = cellSpec(two);
    const moment = { step: 4, unit: 2 };
    const r = valueAt(spec, 'r', moment);
    const sum = gateSum(spec, 'n', moment);
    const recurrent = sum.terms.filter((term) => term.kind === 'recurrent');
    const [, bias] = sum.terms.filter((term) => term.kind === 'bias');
    const hidden = recurrent.map((_, unit) => valueAt(spec, 'h', { step: 3, unit }));
    recurrent.forEach((term, j) => assert.ok(Math.abs(term.value - r * hidden[j]!) < 1e-15));
    assert.ok(Math.abs(bias!.product - 0.5 * r) < 1e-15);
  });

  it('starts from the later step in a cell that runs backwards', () => {
    const state = lstmState();
    const turn = (name: string) => {
      const { data } = decodeArray(state.series[name]!);
      const turned = Float64Array.from(
        data,
        (_, i) => data[(11 - Math.floor(i / 8)) * 8 + (i % 8)]!,
      );
      return encodeArray(turned, [12, 8]);
    };
    const { data } = decodeArray(state.input!);
    const input = Float64Array.from(data, (_, i) => data[(11 - Math.floor(i / 2)) * 2 + (i % 2)]!);
    checkAll({
      ...state,
      backwards: true,
      input: encodeArray(input, [12, 2]),
      series: Object.fromEntries(Object.keys(state.series).map((name) => [name, turn(name)])),
    });
  });

  it('says which gate has no weights', () => {
    assert.throws(
      () => gateSum(cellSpec({ ...lstmState(), gates: [] }), 'f', { step: 0, unit: 0 }),
      /gate f/,
    );
  });
});

describe('cellSpec(state)', () => {
  it('names what is missing', () => {
    const state = lstmState();
    const series = { ...state.series };
    delete series['f'];
    assert.throws(() => cellSpec({ ...state, series }), /f is missing/);
    assert.throws(() => cellSpec({ ...state, input: null }), /needs the input/);
  });
  it('names what has another shape', () => {
    const state = lstmState();
    const gates = state.gates.map((gate) => ({ ...gate, W: gate.U }));
    assert.throws(() => cellSpec({ ...state, gates }), /W\.i has the shape 8 × 8 instead of 2 × 8/);
  });
});
