import assert from 'node:assert/strict';
import { callMain } from './call-main.js';

const folder = 'test/fixtures/changes';
const [last, first, keras] = ['step-7.pt', 'step-0.pt', 'converted.keras'].map((name) => `${folder}/${name}`) as [string, string, string]; // prettier-ignore

it('gatelab changes ranks what moved between two checkpoints, as text and as JSON', async () => {
  const { code, out } = await callMain('changes', last, first);
  assert.equal(code, 0);
  assert.match(out, /step-7\.pt → .*step-0\.pt: rec\.l0 b\.g moved furthest[^]*rec\.l0 +W\.g +105 %/); // prettier-ignore
  const { out: json } = await callMain('changes', last, first, '--data', `${folder}/x.npy`, '--json'); // prettier-ignore
  const { weights, series, moved } = JSON.parse(json) as Record<string, { part: string }[]>;
  assert.deepEqual([weights![0]!.part, series![0]!.part, moved], ['b.g', 'g', true]);
});

it('gatelab changes says that a converted copy is the same, minds lengths, and names what it cannot compare', async () => {
  const run = await callMain('changes', last, keras, '--data', `${folder}/x.npy`, '--lengths', '9,3,4,5,6'); // prettier-ignore
  assert.equal(run.code, 0);
  assert.match(run.out, /nothing moved by more than rounding, of the 2 layers that both have/);
  assert.match(run.out, /outputs of the whole models were not compared: .*no graph/);
});

it('gatelab changes ends with 1 and one line where nothing is in common', async () => {
  const { code, err } = await callMain('changes', last, 'test/fixtures/diagnosis/noise.pt');
  assert.equal(code, 1);
  assert.match(err, /^gatelab: .*have no layer with the same weights in common.*\n$/);
});
