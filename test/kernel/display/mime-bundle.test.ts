import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import ndarray from 'ndarray';
import { encodeBundle, isMimeBundle, makeMimeBundle } from '../../../kernel/display/mime-bundle.js';
import { toNdArray } from '../../../src/ndarray/nd-array.js';

/** A cell's value, as text. */
const text = async (value: unknown): Promise<unknown> =>
  (await makeMimeBundle(value))['text/plain'];

describe('makeMimeBundle(value)', () => {
  it('prints plain values as Node does, without colours', async () => {
    assert.equal(await text(42), '42');
    assert.equal(await text('text'), "'text'");
    assert.equal(await text(null), 'null');
    assert.equal(await text(new Map([['a', 1]])), "Map(1) { 'a' => 1 }");
    assert.equal(await text(new Set([1])), 'Set(1) { 1 }');
    // While anybody in the process follows asynchronous work, Node marks promises, and shows the marks.
    const settled = Promise.resolve(4);
    assert.match(inspect(settled), /^Promise \{ 4\b/);
    assert.equal(await text(settled), inspect(settled));
    assert.equal(await text(new Float32Array([1, 2])), 'Float32Array(2) [ 1, 2 ]');
  });

  it('survives cycles, huge values and objects that refuse', async () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    assert.match(String(await text([cycle])), /Circular/);
    assert.ok(String(await text('x'.repeat(1e6))).length < 30_000);
    assert.ok(String(await text(new Float64Array(1e6))).length < 10_000);
    const refusing = {
      [Symbol.for('nodejs.util.inspect.custom')]: () => {
        throw new Error('no');
      },
    };
    assert.match(String(await text([refusing])), /cannot be shown: Error: no/);
  });

  it('asks nothing of a proxy, nor of objects whose accessors throw', async () => {
    const trap = () => assert.fail('asked');
    assert.equal(await text(new Proxy({ a: 1 }, { get: trap, has: trap })), '{ a: 1 }');
    const thrower = Object.defineProperty({}, 'shape', { get: () => assert.fail('asked') });
    assert.equal(await text(thrower), '{}');
  });

  it('shows elements of a document: HTML, SVG, a selection, the document itself', async () => {
    const svg = { nodeType: 1, tagName: 'svg', outerHTML: '<svg width="9"></svg>' };
    const p = { nodeType: 1, tagName: 'P', outerHTML: '<p>text</p>' };
    const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9"></svg>';
    assert.equal((await makeMimeBundle(svg))['image/svg+xml'], picture);
    assert.equal((await makeMimeBundle(p))['text/html'], '<p>text</p>');
    const selection = { _groups: [[svg]], node: () => svg };
    assert.equal((await makeMimeBundle(selection))['image/svg+xml'], picture);
    const document = { nodeType: 9, documentElement: p };
    assert.equal((await makeMimeBundle(document))['text/html'], '<p>text</p>');
  });

  it('prints arrays with type and shape, our own and those of the package ndarray', async () => {
    const data = Float32Array.from({ length: 4 }, (_, i) => i / 10);
    const wanted = 'float32 ndarray, 2 × 2\n[[0.  0.1]\n [0.2 0.3]]';
    assert.equal(await text(toNdArray({ data, shape: [2, 2] })), wanted);
    assert.equal(await text(ndarray(data, [2, 2])), wanted);
  });

  it('asks an object for its own bundle, synchronous or not, and adds a text', async () => {
    const key = Symbol.for('Jupyter.display');
    assert.deepEqual(await makeMimeBundle({ [key]: () => ({ 'text/plain': 'own' }) }), {
      'text/plain': 'own',
    });
    const late = await makeMimeBundle({
      [key]: async () => ({ 'image/png': new Uint8Array([1, 2]) }),
    });
    assert.equal(late['image/png'], 'AQI=');
    assert.equal(typeof late['text/plain'], 'string');
  });

  it('lays out records as a table in which names stay text', async () => {
    const bundle = await makeMimeBundle([{ '<b>': '<script>' }, { '<b>': 2, more: null }]);
    const html = String(bundle['text/html']);
    assert.match(html, /<th>&#60;b&#62;<\/th><th>more<\/th>/);
    assert.match(html, /<td>&#60;script&#62;<\/td><td><\/td>/);
    assert.doesNotMatch(html, /<script>/);
  });

  it('writes the numbers of a table with as many decimals as they need, six at most, and all digits on hover', async () => {
    const rows = [
      { gate: 'f', sum: -0.123456789, k: -1, price: 123456.78 },
      { gate: 'i', sum: 1.5, k: 2, price: 7 },
    ];
    const cells = String((await makeMimeBundle(rows))['text/html']).match(/<td.*?<\/td>/g);
    const shown = cells!.map((cell) => cell.replace(/ style=".*?"/, ''));
    assert.deepEqual(shown, [
      '<td>f</td>',
      '<td title="-0.123456789">−0.123457</td>',
      '<td>−1</td>',
      '<td title="123456.78">123456.78</td>',
      '<td>i</td>',
      '<td title="1.5">1.500000</td>',
      '<td>2</td>',
      '<td title="7">7.00</td>',
    ]);
  });

  it('shows pictures', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]);
    assert.equal((await makeMimeBundle(png))['image/png'], png.toString('base64'));
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"></svg>';
    assert.equal((await makeMimeBundle(svg))['image/svg+xml'], svg);
    const element = { nodeType: 1, tagName: 'B', outerHTML: '<b>bold</b>' };
    assert.equal((await makeMimeBundle(element))['text/html'], '<b>bold</b>');
    assert.equal((await makeMimeBundle('<b>a label</b>'))['text/html'], undefined);
  });

  it('asks a canvas that has no page for its picture', async () => {
    const offscreen = {
      width: 3,
      getContext: () => null,
      convertToBlob: async ({ type }: { type: string }) => new Blob(['picture'], { type }),
    };
    const bundle = await makeMimeBundle(offscreen);
    assert.equal(bundle['image/png'], Buffer.from('picture').toString('base64'));
  });
});

describe('isMimeBundle(value)', () => {
  it('is true for representations only', () => {
    assert.ok(isMimeBundle({ 'text/html': '<b>x</b>', 'application/vnd.a+json': {} }));
    for (const other of [{}, { a: 1 }, null, 'text/html', { 'text/html': 1, a: 2 }])
      assert.ok(!isMimeBundle(other));
  });
});

describe('encodeBundle(bundle)', () => {
  it('refuses what no message can carry, and names it', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    for (const [data, reason] of [
      [{ a: 1n }, /^application\/json cannot be shown: .*BigInt/],
      [circle, /^application\/json cannot be shown: .*circular/],
      [() => 1, /^application\/json cannot be shown: a function is no JSON$/],
      [undefined, /^application\/json cannot be shown: undefined is no JSON$/],
    ] as const)
      assert.throws(() => encodeBundle({ 'application/json': data }), { message: reason });
  });

  it('leaves JSON as it is, and writes bytes in base64', () => {
    const bundle = { 'application/json': { a: [1, null] }, 'text/plain': 'a' };
    assert.deepEqual(encodeBundle(bundle), bundle);
    assert.equal(encodeBundle({ 'image/png': Uint8Array.of(1) })['image/png'], 'AQ==');
  });
});
