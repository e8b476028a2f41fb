import assert from 'node:assert/strict';
import { lightenConsole } from '../../../kernel/process/console.js';

describe('lightenConsole()', () => {
  /** What `work` prints while the console is as `prepare` makes it. */
  function printed(work: () => void, prepare = lightenConsole): string {
    const { write } = process.stdout;
    let text = '';
    process.stdout.write = ((chunk: string) => (text += chunk)) as never;
    const undo = prepare();
    try {
      work();
    } finally {
      undo();
      process.stdout.write = write;
    }
    return text;
  }

  it('prints what Node’s own console prints', () => {
    const calls = (): void => {
      console.log('%s has %d', 'x', 1, { deep: { a: [1n, null] } });
      console.group('group');
      console.info('inside');
      console.groupEnd();
      console.table([{ a: 1 }, { a: 2 }]);
      console.count();
      console.count();
      console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
    };
    const expected = printed(calls, () => () => undefined);
    assert.match(expected, /^x has 1 [^]*group\n {2}inside[^]*default: 2/);
    assert.equal(printed(calls), expected);
  });

  it('gives everything back', () => {
    const before = { ...console };
    lightenConsole()();
    assert.deepEqual({ ...console }, before);
  });
});
