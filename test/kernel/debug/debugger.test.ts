import assert from 'node:assert/strict';
import path from 'node:path';
import type { Json } from '../../../kernel/protocol/message.js';
import { DebugSession, bodiesOf, framesOf, reasonsOf, request, valuesOf } from './debug-session.js';

describe('Debugger', () => {
  let session: DebugSession;
  before(async () => {
    session = await DebugSession.open();
  });
  after(() => session.close());

  it('shows variables before anybody attaches', async () => {
    await session.notebook.run('const rows = [{ a: 1 }, { a: 2 }];');
    assert.equal((await session.ask('debugInfo'))['isStarted'], false);
    assert.ok('rows' in valuesOf(await session.ask('inspectVariables')));
    const { data } = await session.ask('richInspectVariables', { variableName: 'rows' });
    assert.match((data as Record<string, string>)['text/html']!, /<table>/);
    const reply = await session.reply('setBreakpoints', { source: { path: 'x' } });
    assert.match(String(reply['message']), /not attached; send "attach" first/);
  });

  it('names the file of a cell by the hash that front ends compute', async () => {
    await session.attach();
    const info = (await session.ask('debugInfo')) as Record<string, string>;
    // The hash is ipykernel's for the same text.
    assert.equal(info['hashMethod'], 'Murmur2');
    assert.equal(info['hashSeed'], 0xc70f6907);
    const { sourcePath } = await session.ask('dumpCell', { code: 'a = 1' });
    assert.equal(sourcePath, `${info['tmpFilePrefix']}3780943274${info['tmpFileSuffix']}`);
    const { content } = await session.ask('source', { source: { path: sourcePath } });
    assert.equal(content, 'a = 1');
  });

  it("stops at a line of the cell, shows frames and variables in the cell's own lines", async () => {
    await session.notebook.run('const factor: number = 10;');
    const code = [
      'interface Sample { x: number }',
      '',
      'function scale(sample: Sample): number {',
      '  const scaled = sample.x * factor;',
      '  return scaled;',
      '}',
      'const result = scale({ x: 4 });',
    ].join('\n');
    const copy = { srcVariableName: 'scaled', dstVariableName: 'copied', srcFrameId: 1 };
    const seen = await session.debug(
      code,
      [5],
      [
        request('stackTrace'),
        request('scopes', { frameId: 1 }),
        request('variables', { variablesReference: '$Locals' }),
        request('evaluate', { expression: 'scaled + factor', frameId: 1 }),
        request('copyToGlobals', copy),
        request('continue'),
      ],
    );
    assert.deepEqual(reasonsOf(seen), ['breakpoint']);
    assert.deepEqual(framesOf(bodiesOf(seen, 'stackTrace')[0]!), [
      ['scale', 5],
      ['cell', 7],
    ]);
    const variables = bodiesOf(seen, 'variables')[0]!;
    assert.deepEqual(valuesOf(variables), { sample: '{x: 4}', scaled: '40' });
    assert.equal(bodiesOf(seen, 'evaluate')[0]!['result'], '50');
    assert.equal(await session.notebook.value('result + copied'), 80);
  });

  it('steps over, into and out of functions of cells', async () => {
    const code = 'function inner() {\n  return 1;\n}\nlet a = 1;\na += inner();\na += 2;';
    const where = request('stackTrace');
    const steps = ['next', 'stepIn', 'stepOut'].flatMap((step) => [request(step), where]);
    const seen = await session.debug(code, [4], [...steps, request('continue')]);
    const lines = bodiesOf(seen, 'stackTrace').map((body) => framesOf(body)[0]![1]);
    assert.deepEqual(lines, [5, 2, 6]);
  });

  it('steps over an await', async () => {
    const code = 'let n = 1;\nn = await Promise.resolve(2);\nn += 1;';
    const look = [request('stackTrace'), request('evaluate', { expression: 'n' })];
    const script = [request('next'), request('next'), ...look, request('continue')];
    const seen = await session.debug(code, [1], script);
    assert.equal(framesOf(bodiesOf(seen, 'stackTrace')[0]!)[0]![1], 3);
    assert.equal(bodiesOf(seen, 'evaluate')[0]!['result'], '2');
  });

  it('stops where a condition holds, which may name variables of earlier cells', async () => {
    await session.notebook.run('const least = 3;');
    const code = 'for (let i = 0; i < 6; i++) {\n  i.toFixed();\n}';
    await session.setBreakpoints(code, [{ line: 2, condition: 'i > least' }]);
    const look = request('evaluate', { expression: 'i', frameId: 1 });
    const seen = await session.play(code, [look, request('continue'), look, request('continue')]);
    await session.setBreakpoints(code, []);
    assert.deepEqual(
      bodiesOf(seen, 'evaluate').map(({ result }) => result),
      ['4', '5'],
    );
  });

  it('stops in a module beside the notebook, before and after it was loaded', async () => {
    const { notebook } = session;
    notebook.write(
      'twice.ts',
      '// doubles\nexport function twice(n: number): number {\n  return 2 * n;\n}',
    );
    const file = path.join(notebook.folder, 'twice.ts');
    await session.setBreakpoints('', [{ line: 3 }], file);
    const script = [request('stackTrace'), request('continue')];
    const code = 'import { twice } from "./twice";\ntwice(4)';
    for (const cell of [code, 'twice(5)']) {
      const frames = framesOf(bodiesOf(await session.play(cell, script), 'stackTrace')[0]!);
      assert.deepEqual(frames[0], ['twice', 3]);
    }
    const { modules } = await session.ask('modules');
    // Other notebooks of this process have modules of their own.
    const own = (modules as { path: string; name: string }[]).filter(({ path: at }) =>
      at.startsWith(notebook.folder),
    );
    assert.deepEqual(
      own.map(({ path: at, name }) => [at, name]),
      [[file, 'twice.ts']],
    );
    const { content } = await session.ask('source', { source: { path: file } });
    assert.match(String(content), /^\/\/ doubles/);
    await session.setBreakpoints('', [], file);
  });

  it('moves a breakpoint from a line without code to the next that has some', async () => {
    const code = 'let top = 1;\n\n// note\nlet bottom = 2;';
    await session.notebook.run(code);
    assert.deepEqual(await session.setBreakpoints(code, [{ line: 2 }]), [4]);
    await session.setBreakpoints(code, []);
  });

  it('evaluates statements, and nothing that changes something when hovering', async () => {
    await session.notebook.run('let counter = 1;');
    const hover = { expression: 'counter++', context: 'hover' };
    assert.match(String((await session.reply('evaluate', hover))['message']), /side.effect/);
    const statement = await session.ask('evaluate', { expression: 'let k = 2; counter + k' });
    assert.equal(statement['result'], '3');
  });

  it('shows the beginning of a long array, the entries of a map, and paths to parts', async () => {
    await session.notebook.run(
      'const long = new Float32Array(1000); const map = new Map([["k", { v: 7 }]]); const o = { "a-b": [{ c: 1 }] };',
    );
    const partsOf = async (expression: string): Promise<Json> =>
      session.ask('variables', {
        variablesReference: (await session.ask('evaluate', { expression }))['variablesReference'],
      });
    const values = valuesOf(await partsOf('long'));
    assert.equal(Object.keys(values).length, 301);
    assert.equal(values['…'], '"700 more"');
    assert.ok('[[Entries]]' in valuesOf(await partsOf('map')));
    assert.equal(
      (await session.ask('evaluate', { expression: 'o["a-b"]' }))['result'],
      'Array(1) [Object]',
    );
    const { variables } = await session.ask('inspectVariables');
    const shown = (variables as { name: string; variablesReference: number }[]).find(
      ({ name }) => name === 'o',
    )!;
    const parts = await session.ask('variables', { variablesReference: shown.variablesReference });
    const [part] = parts['variables'] as { evaluateName: string }[];
    assert.equal(part!.evaluateName, 'o["a-b"]');
  });

  it('says what is wrong with a request', async () => {
    const reply = await session.reply('fly');
    assert.equal(reply['success'], false);
    assert.match(String(reply['message']), /knows no request "fly"/);
  });

  it('lets the code go on when the front end leaves it standing', async () => {
    const code = 'let left = 1;\nleft = 2;';
    await session.setBreakpoints(code, [{ line: 2 }]);
    const seen = await session.play(code, [request('disconnect')]);
    assert.equal(await session.notebook.value('left'), 2);
    assert.ok(seen.some(({ event }) => event === 'continued'));
    assert.equal((await session.ask('debugInfo'))['isStarted'], false);
    await session.attach();
    const again = await session.debug('left = 3;', [1], [request('continue')]);
    assert.deepEqual(reasonsOf(again), ['breakpoint']);
  });
});
