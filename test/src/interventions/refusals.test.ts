import assert from 'node:assert/strict';
import type { Intervention } from '../../../src/index.js';
import { compare, contributions, gradients, occlusion } from '../../../src/index.js';
import { maxDifference } from '../max-difference.js';
import { open, refusal, told } from './fixture.js';

describe('interventions', () => {
  it('say what is wrong with them', async () => {
    const model = await open('lstm');
    const x = await told('x');
    const told1 = (one: object) => refusal(() => model.run(x, { at: [one as Intervention] }));
    const c = { series: 'c' } as const;
    assert.match(told1({ set: 1 }), /names the series that it changes/);
    assert.match(told1(c), /does one thing, .*says none of them/);
    assert.match(told1({ ...c, set: 1, add: 1 }), /says set and add/);
    assert.match(told1({ ...c, set: 1, steps: 3 }), /no option "steps"/);
    assert.match(told1({ ...c, set: 1, fromStep: 3 }), /fromStep says which step patchFrom takes/);
    assert.match(told1({ series: 'z', set: 1 }), /no series "z" .*it has i, f, g, o, c, h/);
    assert.match(told1({ ...c, set: 1, step: 9 }), /no step 9 .*numbered 0 to 8/);
    assert.match(told1({ ...c, set: 1, step: { from: 4, to: 4 } }), /from 4 to 4 .*is empty/);
    assert.match(told1({ ...c, set: 1, step: { form: 4 } }), /range of steps is \{ from, to \}/);
    assert.match(told1({ ...c, set: 1, unit: [0, 4] }), /no unit 4 .*numbered 0 to 3/);
    assert.match(told1({ ...c, set: 1, sample: 3 }), /no sample 3/);
    assert.match(told1({ ...c, set: [1, 2] }), /one number, or 4 for the chosen units/);
    assert.match(told1({ ...c, set: NaN }), /finite numbers, but got NaN/);
    assert.match(told1({ ...c, layer: 'out', set: 1 }), /"out"/);
    assert.match(told1({ ...c, layer: 'elsewhere', set: 1 }), /elsewhere/);
    assert.match(told1({ ...c, patchFrom: 1 }), /takes a trace, or what model.run returned/);
    assert.match(told1({ ...c, patchFrom: model.run(x).trace().c }), /takes a trace, or what/);
    assert.match(told1({ ...c, mean: model.layer('rec.l0') }), /takes a trace, or what/);
    assert.match(told1({ ...c, set: 1, unit: [] }), /list of units to intervene at is empty/);
    assert.match(told1({ ...c, set: 1, step: [] }), /list of steps to intervene at is empty/);
    assert.match(told1({ ...c, add: 1, unit: [1, 0, -3] }), /names unit 1 twice/);
    const alone = { ...c, set: 1 } as unknown as Intervention[];
    assert.match(
      refusal(() => model.run(x, { at: alone })),
      /Interventions are a list/,
    );
    assert.match(
      refusal(() => model.layer('rec.l0').trace(x, { at: alone })),
      /are a list/,
    );
    const short = model.run(x.slice(null, [0, 4]));
    assert.match(told1({ ...c, step: 4, patchFrom: short }), /Step 4 of "c" cannot be patched/);
    assert.match(told1({ ...c, patchFrom: model.run(x.slice([0, 2])) }), /as many as this one/);
    const narrow = (await open('projected')).run(x);
    assert.match(told1({ series: 'h', patchFrom: narrow }), /has 4 numbers, but 3/);
    const stacked = await open('stacked');
    const unnamed = refusal(() => stacked.run(x, { at: [{ series: 'z', set: 1 }] }));
    assert.match(unnamed, /should name its layer, one of rec.l0, rec.l1/);
    const lower = { layer: 'rec.l0', series: 'z', set: 1 };
    const other = refusal(() => stacked.layer('rec.l1').trace(x, { at: [lower] }));
    assert.match(other, /run the whole model/);
  });

  it('are told to those who would take the run for a plain one', async () => {
    const model = await open('lstm');
    const x = (await told('x')).pick(0);
    const plain = model.run(x).trace();
    const run = model.run(x, { at: [{ series: 'c', step: 4, set: 1 }] });
    const trace = run.trace();
    assert.deepEqual(trace.start.amended, ['c']);
    assert.match(
      refusal(() => gradients(trace)),
      /Interventions have changed c of layer "rec.l0"/,
    );
    assert.match(
      refusal(() => occlusion(trace)),
      /Interventions have changed/,
    );
    assert.match(
      refusal(() => compare(trace.h, plain.h)),
      /run with interventions/,
    );
    assert.match(
      refusal(() => compare(plain.h, trace.h)),
      /run with interventions/,
    );
    assert.match(
      refusal(() => contributions(trace)),
      /"c" of layer "rec.l0" was set from outside/,
    );
    // A gate that was moved is part of the sum as it was moved.
    const moved = model.run(x, { at: [{ series: 'f', step: 4, set: 0.5 }] }).trace();
    const parts = contributions(moved);
    assert.ok(maxDifference(parts.sum(0).add(parts.initial), moved.c.pick(-1)) < 1e-12);
  });
});
