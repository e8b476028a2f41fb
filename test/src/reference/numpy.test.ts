import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { concatenate, NdArray, saveArray, stack, where } from '../../../src/index.js';
import type { FloatStorage } from '../../../src/index.js';
import { findPython } from '../../../src/reference/find-python.js';

/** How many random arrays are tried; `GATELAB_NUMPY=5000` for more, `GATELAB_NUMPY_SEED` for others. */
const count = Number(process.env['GATELAB_NUMPY'] ?? 200);
const seed = process.env['GATELAB_NUMPY_SEED'] ?? '1';

interface Plain {
  readonly shape: number[];
  readonly dtype: keyof typeof storages;
  readonly data: (number | string)[];
}

interface Case {
  readonly whole: Plain;
  readonly views: readonly [name: 'slice' | 'transpose', given: never[]][];
  readonly view: Plain;
  readonly text: string;
  readonly operations: readonly { call: 'sum'; given: never[]; made?: Plain; refused?: boolean }[];
  readonly stack?: { others: Plain[]; axis: number; made: Plain };
  readonly where?: { condition: Plain; b: Plain; made: Plain };
}

const storages = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  int16: Int16Array,
  uint8: Uint8Array,
  int64: Float64Array,
};

const numbersOf = ({ data }: Plain) =>
  data.map((x) => (typeof x === 'number' ? x : Number(x.replace('inf', 'Infinity'))));
const arrayOf = (plain: Plain) =>
  new NdArray({ data: storages[plain.dtype].from(numbersOf(plain)), shape: plain.shape });

/** Every number of one array beside NumPy's; `slack` counts roundings of float32 (or of sums in another order). */
function same(ours: NdArray | number, theirs: Plain, slack: number, what: string): void {
  const array = typeof ours === 'number' ? new NdArray({ data: [ours], shape: [] }) : ours;
  assert.deepEqual(array.shape, theirs.shape, what);
  const wanted = numbersOf(theirs);
  const scale = Math.max(0, ...wanted.filter(Number.isFinite).map(Math.abs));
  const found = [array.reshape(-1).toArray()].flat() as number[];
  for (const [k, number] of found.entries()) {
    const want = wanted[k]!;
    const close = Math.abs(number - want) <= slack * 2 ** -23 * Math.max(scale, Math.abs(want));
    assert.ok(
      Object.is(number, want) || number === want || close,
      `${what}: ${number}, not ${want}`,
    );
  }
}

const given = (value: unknown) =>
  typeof value === 'object' && value !== null && 'array' in value
    ? arrayOf(value.array as Plain)
    : value;

describe('NdArray beside NumPy', () => {
  const script = fileURLToPath(new URL('./numpy_cases.py', import.meta.url));
  let cases: Case[] = [];
  let command = '';

  before(async function () {
    this.timeout(60_000);
    const { python } = await findPython(['keras', 'torch']);
    command = python.command;
    const { stdout, stderr } = spawnSync(command, [script, seed, String(count)], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    assert.ok(stdout, stderr);
    cases = JSON.parse(stdout) as Case[];
  });

  const viewOf = ({ whole, views }: Case): NdArray =>
    views.reduce((array, [name, parts]) => array[name](...parts), arrayOf(whole) as NdArray);

  it('cuts and turns as NumPy does, backwards too', () => {
    for (const one of cases) same(viewOf(one), one.view, 0, JSON.stringify(one.views));
  });

  it('prints as NumPy does', () => {
    for (const one of cases)
      assert.equal(viewOf(one).toString(), one.text, JSON.stringify(one.whole).slice(0, 400));
  });

  it('reduces, sorts, computes and multiplies as NumPy does', () => {
    for (const one of cases) {
      const view = viewOf(one);
      for (const { call, given: parts, made, refused } of one.operations) {
        const what = `${call}(${JSON.stringify(parts)}) of ${view.shape.join(' × ')}`;
        const run = () => view[call](...(parts.map(given) as [])) as NdArray | number;
        if (refused) assert.throws(run, RangeError, what);
        else same(run(), made!, ['sum', 'mean', 'std', 'matmul'].includes(call) ? 8 : 0.5, what);
      }
    }
  });

  it('stacks, joins and chooses as NumPy does', () => {
    for (const one of cases) {
      if (!one.stack || !one.where) continue;
      const view = viewOf(one);
      const others = one.stack.others.map(arrayOf);
      same(stack([view, ...others], one.stack.axis), one.stack.made, 0, 'stack');
      same(
        where(arrayOf(one.where.condition), view, arrayOf(one.where.b)),
        one.where.made,
        0,
        'where',
      );
      if (view.dimension > 0) {
        const joined: NdArray<FloatStorage> = concatenate([view, others[0]!], -1);
        assert.equal(
          joined
            .slice(...view.shape.slice(1).map(() => null), [null, view.shape.at(-1)!])
            .toString(),
          view.mul(1).toString(),
        );
      }
    }
  });

  it('reads what saveArray writes', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'gatelab-numpy-')), 'all.npz');
    const one = cases.find(({ view }) => view.dtype === 'float32' && view.shape.length === 3)!;
    await saveArray(path, { view: viewOf(one), turned: viewOf(one).T });
    const ask =
      "import numpy, sys; f = numpy.load(sys.argv[1]); print(f['view'], f['turned'].T, sep='|', end='')";
    const { stdout } = spawnSync(command, ['-c', ask, path], { encoding: 'utf8' });
    assert.equal(stdout, `${one.text}|${one.text}`);
    rmSync(dirname(path), { recursive: true });
  });
});
