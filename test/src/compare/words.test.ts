import assert from 'node:assert/strict';
import type { Comparison, Locale, NdArray } from '../../../src/index.js';
import { compare, compareAll, openModel, readArray, toNdArray } from '../../../src/index.js';
import { families } from '../../../src/compare/diagnosis/readings/index.js';
import type { Reading, ReadingContext } from '../../../src/compare/diagnosis/readings/reading.js';
import { textIn } from '../../../src/compare/words.js';
import { callMain } from '../../kernel/cli/call-main.js';
import { randomContext } from './support/random-layers.js';
import { stackedModel } from './support/stacked-model.js';

/** What has to stand in both languages alike: numbers, and words of code. */
const marks = (text: string) =>
  (
    text.replaceAll('’', "'").match(/\d+(\.\d+)?(e[-+]\d+)?|[a-z]+_[a-z_]+|\{[^}]*\}/g) ?? []
  ).sort();
/** Numbers that one language says in words. */
const counted = /^[0123]$/;
const inStep = (en: string, zh: string, name: string) => {
  const all = (text: string) => [...new Set(marks(text).filter((mark) => !counted.test(mark)))];
  assert.deepEqual(all(zh), all(en), `${name}\n${en}\n${zh}`);
  assert.match(zh, /[\u4e00-\u9fff]/, name);
  assert.match(zh, /[。）]$/, name);
  assert.doesNotMatch(zh, /undefined|\[object/, name);
};

const layer = stackedModel({}).layer('first');
const X = toNdArray({
  data: Float64Array.from({ length: 24 }, (_, k) => Math.sin(k)),
  shape: [12, 2],
});
const copy = (array: NdArray, change = (x: number, _: number) => x) =>
  toNdArray({ data: Float64Array.from(array.data, change), shape: array.shape });

/** One comparison of every kind of verdict. */
async function everyKind(locale: Locale): Promise<Record<string, Comparison>> {
  const { h } = layer.trace(X);
  const broken = toNdArray({ data: Float64Array.from(X.data, (x, k) => (k === 9 ? NaN : x)), shape: X.shape }); // prettier-ignore
  const keras = await openModel('test/fixtures/changes/converted.keras');
  const data = await readArray('test/fixtures/changes/x.npy');
  const both = toNdArray({ data: Float64Array.of(...X.data, ...X.data), shape: [2, 12, 2] });
  const two = layer.trace(both).h;
  const predicted = keras.predict(data);
  return {
    rounding: compare(h, copy(h, Math.fround), { locale }),
    'rounding of two samples': compare(two, copy(two, Math.fround), { locale }),
    'rounding of half precision': compare(
      h,
      copy(h, (x) => Math.round(x * 256) / 256),
      { locale },
    ),
    convention: compare(h, copy(h, (_, k) => h.data[(11 - Math.floor(k / 5)) * 5 + (k % 5)]!), { locale }), // prettier-ignore
    unexplained: compare(
      h,
      copy(h, (x, k) => (k === 17 ? x + 0.01 : x)),
      { locale },
    ),
    'unexplained NaN': compare(
      h,
      copy(h, (x, k) => (k === 17 ? NaN : x)),
      { locale },
    ),
    'another network': compare(h, copy(stackedModel({}).layer('first').trace(copy(X, (x) => 0.2 * x)).h), { locale }), // prettier-ignore
    'NaN in the input': compare(layer.trace(broken).h, copy(h), { locale }),
    'ours is NaN': compare(copy(h, (x, k) => (k === 17 ? NaN : x)), copy(h), { locale, layer, input: X }), // prettier-ignore
    'no network': compare([[1, 2]], [[1, 2.5]], { locale }),
    'equal numbers': compare([[1, 2]], [[1, 2]], { locale }),
    'a prediction': compare(predicted, copy(predicted), { locale }),
    'a wrong prediction': compare(
      predicted,
      copy(predicted, (x) => x + 1),
      { locale },
    ),
    'all samples': await compareAll(layer, both, copy(two, Math.fround), { series: 'h', locale }),
  };
}

describe('the words of verdicts', function () {
  this.timeout(200_000);
  it('say what was seen, what it means and what to do, in one order and in both languages alike', async () => {
    const [en, zh] = [await everyKind('en'), await everyKind('zh')];
    for (const [name, one] of Object.entries(en)) {
      const other = zh[name]!;
      const { words } = one.diagnosis;
      for (const locale of ['en', 'zh'] as const) {
        const todo = words.todo[locale] || one.cause?.repair;
        assert.ok(words.seen[locale] && words.means[locale] && todo, `${name}, ${locale}`);
      }
      assert.equal(one.sentence, textIn(words, 'en'));
      assert.equal(other.sentence, textIn(other.diagnosis.words, 'zh'));
      assert.equal(other.verdict, one.verdict);
      inStep(one.sentence, other.sentence, name);
      for (const { label } of other.candidates) assert.match(label, /[\u4e00-\u9fff]/, name);
      for (const { label } of one.candidates) assert.doesNotMatch(label, /[\u4e00-\u9fff]/, name);
    }
    assert.deepEqual([...new Set(Object.values(en).map(({ verdict }) => verdict))].sort(), [
      'convention',
      'rounding',
      'undecided',
      'unexplained',
    ]);
  });
  it('are there for every reading, with its repair', () => {
    const contexts: ReadingContext[] = [];
    for (const kind of ['lstm', 'gru', 'simple-rnn'] as const) {
      for (const bidirectional of [false, true]) {
        const wish = { kind, bidirectional, units: 4, features: 3, steps: 12 };
        for (const seed of [900, 901]) contexts.push(randomContext(seed, wish));
      }
    }
    const [context] = contexts as [ReadingContext];
    const { situation } = context;
    const { input, setup } = situation;
    const mask = Uint8Array.from({ length: 12 }, (_, t) => Number(t < 9));
    contexts.push(
      { situation: { ...situation, input: { ...input, mask } } },
      { situation, free: () => situation, given: input.data as Float64Array },
      { situation: { ...contexts[2]!.situation, setup: { ...contexts[2]!.situation.setup, merge: 'sum' } } }, // prettier-ignore
      { situation: { ...contexts[2]!.situation, setup: { ...contexts[2]!.situation.setup, returnSequences: false } } }, // prettier-ignore
      { situation: { ...situation, setup, input: { ...input, data: input.data.map((x) => x + 1) } }, target: new Float64Array(48).map((_, k) => (k < 16 ? 1 : 0)) }, // prettier-ignore
    );
    const readings = new Map<string, Reading>();
    for (const one of contexts) {
      for (const family of families) {
        for (const reading of family(one))
          readings.set(`${reading.id} ${reading.label.en}`, reading);
      }
    }
    assert.ok(readings.size > 80);
    for (const [name, { label, sentence, repair, zh }] of readings) {
      assert.match(label.zh, /[\u4e00-\u9fff]/, name);
      assert.deepEqual(label.zh.match(/\d+/g), label.en.match(/\d+/g), name);
      inStep(sentence('The reference'), zh.sentence('参考值'), name);
      inStep(repair, zh.repair, name);
      assert.ok(zh.sentence('参考值').includes('参考值'), name);
    }
  });
  it('can be chosen on the command line, and a language that is not there is refused', async () => {
    const folder = 'test/fixtures/diagnosis';
    const call = ['compare', 'packed-padding.pt', 'packed-padding.x.npy', 'packed-padding.ref.npy'].map((word) => (word.includes('.') ? `${folder}/${word}` : word)); // prettier-ignore
    const { code, out } = await callMain(...call, '--layer', 'l0', '--lang', 'zh');
    assert.equal(code, 2);
    assert.match(out, /convention: 误差最先在[^]*参考值略去第 5 步起的所有时间步/);
    assert.match(out, /repair: 请给两边同样的掩码/);
    const { err } = await callMain(...call, '--layer', 'l0', '--lang', 'fr');
    assert.match(err, /^gatelab: Verdicts are told in en or zh, not in "fr"\n$/);
  });
});
