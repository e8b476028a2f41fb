import assert from 'node:assert/strict';
import { elementwiseActivations } from '../../../../src/cell/activation-table.js';
import { openModel, toNdArray } from '../../../../src/index.js';
import { cellDiagram } from '../../../../widgets/host/index.js';
import { drawCell } from '../../../../widgets/plot/cell-diagram/draw-cell.js';
import { cellSpec } from '../../../../widgets/plot/cell-diagram/spec.js';
import { gateSum } from '../../../../widgets/plot/cell-diagram/sums.js';
import { speaker } from '../../../../widgets/plot/text/words.js';
import { toText } from '../../../../widgets/plot/tree/tree.js';
import { cellDiagramDefaults } from '../../../../widgets/state/index.js';
import { stateOf } from '../../../../widgets/host/pictures/picture.js';

/** Models that Keras wrote, one for each wiring: file, layer. */
const models = [
  ['keras3/lstm-sigmoid.keras', 'test_layer'],
  ['keras3/gru-reset-after.keras', 'gru_1'],
  ['keras3/gru-reset-before.keras', 'gru_3'],
  ['keras3/gru-backwards-last.keras', 'gru_6'],
  ['keras3/rnn.keras', 'simple_rnn_1'],
  ['keras3/rnn-relu.keras', 'simple_rnn_2'],
] as const;

const steps = 5;

async function specOf(file: string, name: string) {
  const layer = (await openModel(`test/fixtures/${file}`)).layer(name);
  const features = layer.weights.W.get(layer.weights.W.names[0]!).shape[0]!;
  const data = Float64Array.from({ length: steps * features }, (_, i) => Math.sin(i * 1.7));
  const trace = layer.trace(toNdArray({ data, shape: [steps, features] }) as never);
  return cellSpec(stateOf(cellDiagram(trace as never), cellDiagramDefaults));
}

describe('cellDiagram(trace)', () => {
  for (const [file, name] of models) {
    it(`opens sums that make the gates of ${file}`, async () => {
      const spec = await specOf(file, name);
      assert.equal(spec.steps, steps);
      for (const gate of spec.gates) {
        const act = elementwiseActivations[gate.activation]!.make({});
        for (let step = 0; step < steps; step++) {
          for (let unit = 0; unit < spec.units; unit++) {
            const sum = gateSum(spec, gate.name, { step, unit });
            assert.ok(Math.abs(act(sum.total) - sum.output) < 1e-6, `${gate.name} ${step} ${unit}`);
          }
        }
      }
      const options = { opened: null, open: null, say: speaker('en') };
      const drawn = toText(drawCell(spec, { step: 2, unit: 1 }, '', options));
      assert.doesNotMatch(drawn, />NaN<|undefined/);
    });
  }
});
