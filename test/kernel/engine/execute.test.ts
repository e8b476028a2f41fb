import assert from 'node:assert/strict';
import { openNotebook, plain, type Notebook } from './notebook.js';

describe('engine.execute(request)', () => {
  let notebook: Notebook;
  before(() => {
    notebook = openNotebook();
  });
  after(() => notebook.close());

  it('gives the value of the last expression', async () => {
    assert.deepEqual(await notebook.run('1 + 1'), { status: 'ok', hasValue: true, value: 2 });
  });

  it('gives no value where a semicolon silences it, or a statement is last', async () => {
    for (const code of ['1 + 1;', 'const quiet = 1', '', '// nothing', 'void 0'])
      assert.deepEqual(await notebook.run(code), { status: 'ok', hasValue: false }, code);
  });

  it('keeps names for later cells, with their types', async () => {
    await notebook.run('interface Point { x: number }\nconst p: Point = { x: 3 };');
    assert.equal(await notebook.value('const q: Point = { x: p.x * 2 }; q.x'), 6);
  });

  it('shares one variable between a function and later cells', async () => {
    await notebook.run('let n = 1; function next() { return ++n; }');
    assert.equal(await notebook.value('n = 10; next(); n'), 11);
  });

  it('lets a name be declared again with another type, preloaded names too', async () => {
    await notebook.run('const label = 1');
    assert.equal(await notebook.value('const label = "one"; label.toUpperCase()'), 'ONE');
    assert.equal(await notebook.value('const display = 5; display.toFixed(1)'), '5.0');
  });

  it('takes top-level await, also in loops', async () => {
    const code = 'let sum = 0; for await (const x of [1, Promise.resolve(2)]) sum += x; sum';
    assert.equal(await notebook.value(code), 3);
  });

  it('shows a promise, and does not wait for it', async () => {
    const result = await notebook.run('await null; Promise.resolve(1)');
    assert.ok(result.status === 'ok' && result.value instanceof Promise);
  });

  it('destructures, with defaults and rest', async () => {
    const code =
      'const { a, b: [c = 5, ...d], ...e } = { a: 1, b: [undefined, 2, 3], f: 4 };\n[a, c, d, e]';
    assert.deepEqual(await notebook.value(code), [1, 5, [2, 3], { f: 4 }]);
  });

  it('runs classes, enums, namespaces, generics and parameter properties', async () => {
    await notebook.run(
      'class Box<T> { constructor(readonly inner: T) {} static of = <U,>(x: U) => new Box(x); }',
    );
    await notebook.run(
      'enum Gate { Input, Forget = 5 }\nnamespace Units { export const count = 30; }',
    );
    const code = '[Box.of(Gate.Forget).inner, Gate[0], Units.count]';
    assert.deepEqual(await notebook.value(code), [5, 'Input', 30]);
  });

  it('leaves local names alone that are called like a global one of the notebook', async () => {
    await notebook.run(
      'const k = 1; function own(k: number) { const n = k * 2; return { n, k }; }',
    );
    assert.deepEqual(await notebook.value('own(7)'), { n: 14, k: 7 });
    assert.equal(await notebook.value('[1, 2].map((k) => k * 2).length + k'), 3);
  });

  it('keeps a var of a loop and the name of a function', async () => {
    assert.equal(await notebook.value('for (var i = 0; i < 3; i++) {}\ni'), 3);
    assert.equal(
      await notebook.value('const square = (x: number) => x * x; square.name'),
      'square',
    );
  });

  it('calls functions of the notebook without a receiver', async () => {
    await notebook.run('function self(this: unknown) { return this; }');
    assert.equal(await notebook.value('self() === undefined'), true);
  });

  it('stops at a type error and points at the span', async () => {
    const failure = await notebook.failure('const fine = 1;\nconst wrong: number = "text";');
    assert.equal(failure.ename, 'TypeError');
    assert.match(failure.evalue, /'string' is not assignable to type 'number'/);
    assert.match(
      plain(failure.traceback),
      /line 2\n.*\n---->.*const wrong: number = "text";\n +~~~~~$/m,
    );
  });

  it('tells the line and function where an error was thrown, across cells', async () => {
    await notebook.run(
      'interface Options { deep: boolean }\n\nfunction inner(o: Options) {\n  if (o.deep) throw new RangeError("too deep");\n}',
    );
    const failure = await notebook.failure(
      '// a comment that is not printed\n\ninner({ deep: true });',
    );
    const text = plain(failure.traceback);
    assert.equal(failure.ename, 'RangeError');
    assert.equal(failure.evalue, 'too deep');
    assert.match(text, /line 4, in inner\n[^]*----> 4 {3}if \(o\.deep\)/);
    assert.match(text, /, line 3\n[^]*----> 3 inner\(\{ deep: true \}\);/);
    assert.doesNotMatch(text, /node:|run-cell|\$scope/);
  });

  it('names what was called as the cell does', async () => {
    const failure = await notebook.failure('const nothing: any = 3; nothing();');
    assert.equal(failure.evalue, 'nothing is not a function');
  });

  it('keeps what was reached before an error', async () => {
    await notebook.failure('const kept = 1; throw new Error("stop"); const lost = 2;');
    assert.equal(await notebook.value('kept'), 1);
    assert.match((await notebook.failure('lost')).evalue, /Cannot find name 'lost'/);
  });

  it('reports anything thrown', async () => {
    assert.equal((await notebook.failure('throw "text"')).evalue, "'text'");
    assert.equal((await notebook.failure('throw null')).evalue, 'null');
  });

  it('imports ESM-only packages with their types, wherever the notebook lies', async () => {
    const code =
      'import * as d3 from "d3"; const half: number = d3.scaleLinear().range([0, 10])(0.5); half';
    assert.equal(await notebook.value(code), 5);
    assert.equal(await notebook.value('d3.max([1, 3, 2])'), 3);
    assert.equal(
      await notebook.value('import { readFileSync as read } from "node:fs"; typeof read'),
      'function',
    );
  });

  it("gives the same objects for import … from 'gatelab' as are in scope", async () => {
    assert.equal(
      await notebook.value('import { updateDisplay as u } from "gatelab"; u === updateDisplay'),
      true,
    );
  });
});
