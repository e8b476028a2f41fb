import assert from 'node:assert/strict';
import { DebugSession, bodiesOf, framesOf, reasonsOf, request } from './debug-session.js';

describe('Debugger, exceptions', () => {
  let session: DebugSession;
  before(async () => {
    session = await DebugSession.open();
    await session.attach();
  });
  after(() => session.close());

  /** Runs a cell and continues at each stop. @returns the innermost frame of each */
  async function stops(filters: readonly string[], code: string): Promise<(string | number)[][]> {
    await session.ask('setExceptionBreakpoints', { filters });
    const go = [request('stackTrace'), request('continue')];
    const seen = await session.play(code, [...go, ...go, ...go]);
    assert.ok(reasonsOf(seen).every((reason) => reason === 'exception'));
    return bodiesOf(seen, 'stackTrace').map((body) => [...framesOf(body)[0]!]);
  }

  const helpers = [
    'function fail(): never { throw new RangeError("too far"); }',
    'async function failLater() { await null;\n  throw new Error("later"); }',
  ].join('\n');

  before(() => session.notebook.run(helpers));

  it('stop at nothing unless asked', async () => {
    assert.deepEqual(await stops([], 'fail()'), []);
  });

  it('uncaught: stop where the error is thrown that no cell catches', async () => {
    assert.deepEqual(await stops(['uncaught'], '1;\nfail()'), [['fail', 1]]);
    assert.deepEqual(await stops(['uncaught'], 'await null;\nfail()'), [['fail', 1]]);
    assert.deepEqual(await stops(['uncaught'], 'try { fail() } finally { 1 }'), [['fail', 1]]);
    assert.deepEqual(await stops(['uncaught'], 'await failLater()'), [['failLater', 3]]);
    assert.deepEqual(await stops(['uncaught'], 'try { 1 } catch {\n}\nfail()'), [['fail', 1]]);
  });

  it('uncaught: pass over errors that a cell catches, itself or for what it calls', async () => {
    for (const code of [
      'try { fail() } catch {}',
      'try { await null; fail() } catch {}',
      'try { await failLater() } catch {}',
      'await failLater().catch(() => 1)',
      'const safely = (f: () => void) => { try { f() } catch {} }; safely(() => fail())',
    ])
      assert.deepEqual(await stops(['uncaught'], code), [], code);
  });

  it('uncaught: stop at what Node throws, at the line that called it', async () => {
    const code = 'import { readFileSync } from "node:fs";\n\nreadFileSync("/no/such/file")';
    assert.deepEqual(await stops(['uncaught'], code), [['cell', 3]]);
  });

  it('all: stop at caught ones too', async () => {
    assert.deepEqual(await stops(['all'], 'try { fail() } catch {}'), [['fail', 1]]);
  });

  it('tell what was thrown', async () => {
    await session.ask('setExceptionBreakpoints', { filters: ['uncaught'] });
    const script = [
      request('exceptionInfo'),
      request('scopes', { frameId: 1 }),
      request('variables', { variablesReference: '$Exception' }),
      request('continue'),
    ];
    const seen = await session.play('fail()', script);
    const info = bodiesOf(seen, 'exceptionInfo')[0]!;
    assert.equal(info['exceptionId'], 'RangeError');
    assert.match(String(info['description']), /^RangeError: too far/);
    const [parts] = bodiesOf(seen, 'variables');
    assert.match(JSON.stringify(parts), /too far/);
  });

  it('steps stay in code of cells while errors of other code are watched', async () => {
    await session.ask('setExceptionBreakpoints', { filters: ['uncaught'] });
    const code = 'import { join } from "node:path";\nlet p = "a";\np = join(p, "b");\np += "c";';
    const where = request('stackTrace');
    const seen = await session.debug(
      code,
      [3],
      [request('stepIn'), where, request('next'), where, request('continue')],
    );
    const lines = bodiesOf(seen, 'stackTrace').map((body) => framesOf(body)[0]);
    assert.deepEqual(lines[0], ['cell', 4]);
  });
});
