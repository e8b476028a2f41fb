import assert from 'node:assert/strict';
import { connectOutputs } from '../../../kernel/outputs/outputs.js';
import { openNotebook, type Notebook } from './notebook.js';

describe('engine.complete(code, position)', () => {
  let notebook: Notebook;
  before(async () => {
    notebook = openNotebook();
    await notebook.run('interface Trace { i: number; f: number; o: number }\nlet trace!: Trace;');
  });
  after(() => notebook.close());

  const complete = (code: string): { texts: string[]; start: number; end: number } => {
    const { items, start, end } = notebook.engine.complete(code, code.length);
    return { texts: items.map((item) => item.text), start, end };
  };

  it('knows the members of a value of an earlier cell', () => {
    const { texts, start, end } = complete('trace.');
    assert.deepEqual(texts.sort(), ['f', 'i', 'o']);
    assert.deepEqual([start, end], [6, 6]);
  });

  it('replaces the word begun, and knows preloaded names', () => {
    const found = complete('updateD');
    assert.equal(found.texts[0], 'updateDisplay');
    assert.deepEqual([found.start, found.end], [0, 7]);
  });

  it('tells kinds', () => {
    const { items } = notebook.engine.complete('updateD', 7);
    assert.equal(items[0]!.kind, 'function');
    assert.equal(items[0]!.signature, '(value: unknown, options: ShowOptions): Promise<void>');
    const methods = notebook.engine.complete('trace.f.toFix', 13).items;
    assert.equal(methods[0]!.signature, '(fractionDigits?: number): string');
  });
});

describe('engine.inspect(code, position)', () => {
  let notebook: Notebook;
  before(() => {
    notebook = openNotebook();
  });
  after(() => notebook.close());

  it('tells type and documentation', () => {
    const found = notebook.engine.inspect('updateDisplay', 3, 0)!;
    assert.match(found.text, /^function updateDisplay\(value: unknown, options: ShowOptions\)/);
    assert.match(found.text, /Replaces what `display/);
    assert.match(found.markdown, /^```ts\n/);
  });

  it('tells of the function whose arguments are being typed, and of an option', () => {
    const call = 'updateDisplay(3, ';
    assert.match(notebook.engine.inspect(call, call.length, 0)!.text, /^function updateDisplay/);
    const option = notebook.engine.inspect("heatmap([[1]], { cmap: 'RdBu' })", 18, 0)!;
    assert.match(option.text, /cmap\?: [^]*A matplotlib name/);
  });

  it('shows the source at the second level of detail, of cells and of modules', async () => {
    notebook.write('rate.ts', '/** The rate. */\nexport const rate = (n: number) => n / 2;');
    await notebook.run(
      'import { rate } from "./rate";\nfunction step(n: number) { return rate(n); }',
    );
    assert.match(notebook.engine.inspect('step', 4, 1)!.text, /\{ return rate\(n\); \}$/);
    assert.match(notebook.engine.inspect('rate', 4, 1)!.markdown, /=> n \/ 2;\n```$/);
    assert.doesNotMatch(notebook.engine.inspect('step', 4, 0)!.text, /return/);
  });

  it('is what `name?` shows in the pager', async () => {
    const payloads: Record<string, unknown>[] = [];
    connectOutputs({ payload: (one: Record<string, unknown>) => payloads.push(one) } as never);
    await notebook.value('updateDisplay?');
    await notebook.value('??step');
    connectOutputs(undefined);
    const [short, long] = payloads.map(
      ({ data }) => (data as Record<string, string>)['text/plain'],
    );
    assert.match(short!, /^function updateDisplay/);
    assert.match(long!, /return rate/);
    assert.match((await notebook.failure('nowhere?')).evalue, /Nothing is known of nowhere/);
    assert.equal(notebook.engine.isComplete('updateDisplay?').status, 'complete');
  });

  it('knows nothing about blank space', () => {
    assert.equal(notebook.engine.inspect('   ', 1, 0), undefined);
  });
});

describe('engine.isComplete(code)', () => {
  let notebook: Notebook;
  before(() => {
    notebook = openNotebook();
  });
  after(() => notebook.close());

  it('tells complete, incomplete and invalid code apart', () => {
    const statusOf = (code: string): string => notebook.engine.isComplete(code).status;
    for (const code of ['1 + 1', 'for (;;) {}', '', 'const a = `x`', 'await 1'])
      assert.equal(statusOf(code), 'complete', code);
    for (const code of ['function f() {', 'const a = `x', 'f(1,', '/* open', 'x.', 'if (a) {\n  b'])
      assert.equal(statusOf(code), 'incomplete', code);
    for (const code of ['let x = )', '}}', 'const 3 = 4'])
      assert.equal(statusOf(code), 'invalid', code);
  });

  it('proposes an indent', () => {
    assert.deepEqual(notebook.engine.isComplete('class A {\n  b() {'), {
      status: 'incomplete',
      indent: '    ',
    });
  });
});
