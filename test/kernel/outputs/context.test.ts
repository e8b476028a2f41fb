import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { codePointsOfUnits, unitsOfCodePoints } from '../../../kernel/protocol/code-points.js';
import { makeSynchronousCarrier, type RequestContext } from '../../../kernel/outputs/context.js';

describe('the synchronous carrier', () => {
  it('knows the innermost request until it returns or throws', () => {
    const carrier = makeSynchronousCarrier();
    const [a, b] = ['a', 'b'].map((id) => ({ header: { msg_id: id } }) as RequestContext);
    const seen: unknown[] = [];
    carrier.run(a!, () => {
      assert.throws(() =>
        carrier.run(b!, () => {
          seen.push(carrier.current());
          throw new Error('x');
        }),
      );
      seen.push(carrier.current());
    });
    assert.deepEqual([...seen, carrier.current()], [b, a, undefined]);
  });
});

describe('the carrier of promises and timers', () => {
  // In a process of its own: promise hooks stay for ever.
  const script = `
    import { promisify, inspect } from 'node:util';
    import { readFile } from 'node:fs/promises';
    const { makePromiseCarrier } = await import(process.argv[1]);
    const carrier = makePromiseCarrier();
    const seen = {};
    const note = (name) => { seen[name] = carrier.current()?.header; };
    const cell = (header) => carrier.run({ header }, async () => {
      setTimeout(() => note(header + ' timer'), 5);
      setImmediate(() => queueMicrotask(() => note(header + ' microtask')));
      process.nextTick(() => note(header + ' tick'));
      await null;
      note(header + ' await');
      await new Promise((resolve) => setTimeout(resolve, 10));
      note(header + ' after timer');
      await readFile(new URL(process.argv[1]));
      note(header + ' file');
      await promisify(setTimeout)(1);
      note(header + ' promisified');
      await Promise.reject(new Error()).catch(() => note(header + ' catch')).finally(() => note(header + ' finally'));
    });
    await Promise.all([cell('a'), cell('b')]);
    const shown = inspect(carrier.run({ header: 'a' }, () => Promise.resolve(1)));
    console.log(JSON.stringify({ seen, outside: carrier.current() ?? null, shown }));`;

  it('keeps two requests apart through every kind of continuation, and leaves no trace on promises', () => {
    const carrier = new URL('../../../kernel/process/promise-carrier.ts', import.meta.url).href;
    const args = ['--import=tsx', '--input-type=module', '-e', script, carrier];
    const report = execFileSync(process.execPath, args, { encoding: 'utf8' });
    const { seen, outside, shown } = JSON.parse(report) as {
      seen: Record<string, string>;
      outside: unknown;
      shown: string;
    };
    assert.equal(Object.keys(seen).length, 18);
    for (const [name, header] of Object.entries(seen)) assert.equal(header, name[0], name);
    assert.equal(outside, null);
    assert.equal(shown, 'Promise { 1 }');
  });
});

describe('code points', () => {
  it('are counted as the protocol does, and back', () => {
    const text = 'a😀é𝛼b';
    const units = [0, 1, 3, 4, 6, 7];
    units.forEach((unit, count) => {
      assert.equal(unitsOfCodePoints(text, count), unit);
      assert.equal(codePointsOfUnits(text, unit), count);
    });
    assert.equal(unitsOfCodePoints(text, 99), 7);
  });
});
