import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Json } from '../../../kernel/session/message.js';
import { openNotebook, type Notebook } from '../engine/notebook.js';

describe('Debugger', () => {
  let notebook: Notebook;
  let worker: Worker;
  let seq = 0;

  before(async () => {
    notebook = openNotebook();
    await notebook.run('1');
    const file = new URL('./debug-worker.ts', import.meta.url).href;
    const start = `import('tsx/esm/api').then(({ register }) => (register(), import(${JSON.stringify(file)})));`;
    worker = new Worker(start, { eval: true });
    await ask('initialize');
    await ask('attach');
  });
  after(async () => {
    await ask('disconnect');
    await worker.terminate();
    await notebook.close();
  });

  const request = (command: string, given: Json = {}): Json => ({
    type: 'request',
    seq: ++seq,
    command,
    arguments: given,
  });

  async function ask(command: string, given: Json = {}): Promise<Json> {
    worker.postMessage({ request: request(command, given) });
    const [reply] = (await once(worker, 'message')) as [Json];
    assert.equal(reply['success'], true, String(reply['message']));
    return reply['body'] as Json;
  }

  /** Sets breakpoints, runs the cell, plays the script at each stop. @returns replies and events in order */
  async function debug(
    code: string,
    lines: readonly number[],
    script: readonly Json[],
  ): Promise<Json[]> {
    const { sourcePath } = (await ask('dumpCell', { code })) as { sourcePath: string };
    const breakpoints = lines.map((line) => ({ line }));
    await ask('setBreakpoints', { source: { path: sourcePath }, breakpoints });
    worker.postMessage({ script });
    await notebook.value(code);
    worker.postMessage({ transcript: true });
    const [seen] = (await once(worker, 'message')) as [Json[]];
    await ask('setBreakpoints', { source: { path: sourcePath }, breakpoints: [] });
    return seen;
  }

  const bodyOf = (seen: readonly Json[], command: string): Json =>
    seen.find((reply) => reply['command'] === command)!['body'] as Json;

  it('names the file of a cell by the hash that front ends compute', async () => {
    const info = (await ask('debugInfo')) as Record<string, string>;
    // The hash is ipykernel's for the same text.
    assert.equal(info['hashMethod'], 'Murmur2');
    assert.equal(info['hashSeed'], 0xc70f6907);
    const { sourcePath } = (await ask('dumpCell', { code: 'a = 1' })) as { sourcePath: string };
    assert.equal(sourcePath, `${info['tmpFilePrefix']}3780943274${info['tmpFileSuffix']}`);
  });

  it("stops at a line of the cell, shows frames and variables in the cell's own lines", async () => {
    await notebook.run('const factor: number = 10;');
    const code = [
      'interface Sample { x: number }',
      '',
      'function scale(sample: Sample): number {',
      '  const scaled = sample.x * factor;',
      '  return scaled;',
      '}',
      'const result = scale({ x: 4 });',
    ].join('\n');
    const seen = await debug(
      code,
      [5],
      [
        request('stackTrace'),
        request('scopes', { frameId: 1 }),
        request('variables', { variablesReference: '$Locals' }),
        request('evaluate', { expression: 'scaled + factor', frameId: 1 }),
        request('copyToGlobals', {
          srcVariableName: 'scaled',
          dstVariableName: 'copied',
          srcFrameId: 1,
        }),
        request('continue'),
      ],
    );
    const stop = seen.find((event) => event['event'] === 'stopped');
    assert.equal((stop!['body'] as Json)['reason'], 'breakpoint');
    const { stackFrames } = bodyOf(seen, 'stackTrace') as {
      stackFrames: { name: string; line: number }[];
    };
    assert.deepEqual(
      stackFrames.map(({ name, line }) => [name, line]),
      [
        ['scale', 5],
        ['cell', 7],
      ],
    );
    const { variables } = bodyOf(seen, 'variables') as {
      variables: { name: string; value: string }[];
    };
    assert.deepEqual(
      variables.map(({ name, value }) => [name, value]),
      [
        ['sample', 'Object'],
        ['scaled', '40'],
      ],
    );
    assert.equal(bodyOf(seen, 'evaluate')['result'], '50');
    assert.equal(await notebook.value('result + copied'), 80);
  });

  it('steps over, into and out of functions of cells', async () => {
    const code = 'function inner() {\n  return 1;\n}\nlet a = 1;\na += inner();\na += 2;';
    const where = request('stackTrace');
    const seen = await debug(
      code,
      [4],
      [
        request('next'),
        where,
        request('stepIn'),
        where,
        request('stepOut'),
        where,
        request('continue'),
      ],
    );
    const lines = seen
      .filter((reply) => reply['command'] === 'stackTrace')
      .map((reply) => ((reply['body'] as Json)['stackFrames'] as { line: number }[])[0]!.line);
    assert.deepEqual(lines, [5, 2, 6]);
  });

  it("shows the notebook's variables while nothing stands still", async () => {
    await notebook.run('const shown = { deep: [1, 2] };');
    const { variables } = (await ask('inspectVariables')) as {
      variables: { name: string; type: string }[];
    };
    const names = variables.map(({ name }) => name);
    assert.ok(names.includes('shown') && !names.includes('heatmap'), names.join());
    const rich = (await ask('richInspectVariables', { variableName: 'shown' })) as { data: Json };
    assert.equal(rich.data['text/plain'], '{ deep: [ 1, 2 ] }');
  });

  it('says what is wrong with a request', async () => {
    worker.postMessage({ request: request('fly') });
    const [reply] = (await once(worker, 'message')) as [Json];
    assert.equal(reply['success'], false);
    assert.match(String(reply['message']), /knows no request "fly"/);
  });
});
