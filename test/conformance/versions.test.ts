// A kernel on other versions of Node than the one that runs the tests. `GATELAB_NODES=20.19.0,22,24` names them.
import assert from 'node:assert/strict';
// @ts-expect-error -- a script without declarations
import { ensureNode as untyped } from '../../scripts/setup/nodes.mjs';
import { sharedPair } from './support/with-kernel.js';

const ensureNode = untyped as (version: string) => string;
/** The oldest version that gatelab promises to run on, unless told. */
const versions = (process.env['GATELAB_NODES'] ?? '20.19.0').split(',');

for (const version of versions) {
  describe(`Node ${version}`, function () {
    this.timeout(180000);
    const pair = sharedPair({}, { node: () => ensureNode(version) });
    const value = async (code: string): Promise<unknown> => {
      const { reply, published } = await pair().client.execute(code, { patience: 60000 });
      assert.equal(reply['status'], 'ok', String(reply['evalue']));
      const result = published.find(({ type }) => type === 'execute_result');
      return (result?.content['data'] as Record<string, string> | undefined)?.['text/plain'];
    };

    it('runs cells with types, on this version', async () => {
      assert.match(String(await value('process.version')), new RegExp(`^'v${version}`));
      assert.equal(await value('const xs: number[] = [1, 2]; xs.map((x) => x * 2)'), '[ 2, 4 ]');
      const { reply } = await pair().client.execute('const n: number = "text"');
      assert.match(String(reply['evalue']), /not assignable/);
    });

    it('imports a package that is ESM only, and the module in scope', async () => {
      assert.equal(await value(`import { range } from 'd3'; range(3)`), '[ 0, 1, 2 ]');
      assert.equal(await value('typeof heatmap'), "'function'");
    });

    for (const [name, code] of [
      ['a loop', 'console.log("go");\nfor (;;);'],
      [
        'a loop that is compiled with the loops in it',
        'console.log("go"); const kept: object[] = [];\nfor (;;) if (kept.push({ a: new Array(1000).fill(0) }) > 9999) kept.length = 0;',
      ],
      ['an await', 'console.log("go");\nawait new Promise(() => {})'],
      ['a loop after an await', 'console.log("go"); await null;\nfor (;;);'],
      [
        'a native sleep',
        'console.log("go");\nAtomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
      ],
    ] as const) {
      it(`interrupts ${name}, names its line, and keeps the state`, async () => {
        const { client } = pair();
        const id = client.send('shell', 'execute_request', { code });
        await client.waitFor((m) => m.parent['msg_id'] === id && m.type === 'stream');
        await client.request('control', 'interrupt_request');
        const { reply } = await client.outcome(id, 30000);
        assert.match(String(reply['evalue']), /cell \d+, line 2/);
        assert.equal(await value('xs[1]'), '2');
      });
    }

    it('prints late output with the cell that started it', async () => {
      const { client } = pair();
      const code = 'setTimeout(() => console.log("late"), 50)';
      const id = client.send('shell', 'execute_request', { code: `${code};` });
      await client.outcome(id, 30000);
      await value('1');
      await client.waitFor(
        (m) => m.type === 'stream' && m.content['text'] === 'late\n' && m.parent['msg_id'] === id,
      );
    });

    it('talks with a widget in both directions', async () => {
      const { client } = pair();
      const { published } = await client.execute(
        'const slider = new IntSlider({ value: 3 }); slider.observe((change) => console.log("now", change.new), "value");',
        { patience: 60000 },
      );
      const opened = published.filter(({ type }) => type === 'comm_open').at(-1)!;
      const data = { method: 'update', state: { value: 7 }, buffer_paths: [] };
      const id = client.send('shell', 'comm_msg', { comm_id: opened.content['comm_id'], data });
      await client.waitFor(
        (m) => m.parent['msg_id'] === id && m.content['execution_state'] === 'idle',
      );
      assert.equal(await value('slider.value'), '7');
    });

    it('ends when it is asked to, and wrote nothing to stderr', async () => {
      const { client, kernel } = pair();
      client.send('control', 'shutdown_request', { restart: false });
      assert.equal(await kernel.ended, 0);
      assert.equal(kernel.stderr(), '');
    });
  });
}
