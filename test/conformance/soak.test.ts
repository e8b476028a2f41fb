import assert from 'node:assert/strict';
import { sharedPair } from './support/with-kernel.js';

/** Cells of a long day: results, prints, redeclared names, types, awaits, displays, errors, comms. */
const cells: readonly ((n: number) => string)[] = [
  (n) => `const a${n % 50} = ${n}; a${n % 50} * 2`,
  (n) => `console.log('cell', ${n})`,
  () => `let x: number[] = [1, 2, 3]; x.map((v) => v + 1)`,
  () => `await new Promise((resolve) => setImmediate(resolve)); 'awaited'`,
  (n) => `function f(v: number) { return v + ${n}; } f(1)`,
  () => `display({ 'text/html': '<b>x</b>' });`,
  (n) => `throw new Error('${n}')`,
  () => `new Float64Array(1000)`,
  (n) => `const s = new IntSlider({ value: ${n % 100} }); s.close();`,
  () => `setTimeout(() => {}, 1);`,
];

/** Prints how much memory is in use when all garbage is gone, in MB. */
const measure = `{
  const [{ setFlagsFromString }, { runInNewContext }] = await Promise.all([import('node:v8'), import('node:vm')]);
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  console.log((heapUsed + external) / 1e6);
}`;

/** Prints what the process takes of the machine's memory, in MB. */
const resident = 'console.log(process.memoryUsage.rss() / 1e6)';

describe('soak', function () {
  this.timeout(170000);
  const pair = sharedPair();
  const total = 5000;
  const batch = 100;

  it(`${total} cells: every one answered; memory and speed stay`, async () => {
    const { client } = pair();
    const number = async (code: string) =>
      Number((await client.execute(code, { store_history: false })).text());
    const memory: number[] = [];
    let residentEarly = Infinity;
    const times: number[] = [];
    for (let done = 0; done < total; done += batch) {
      const since = performance.now();
      const sent = Array.from({ length: batch }, (_, i) => {
        const n = done + i;
        const code = cells[n % cells.length]!(n);
        return client.send('shell', 'execute_request', { code, stop_on_error: false });
      });
      const outcomes = await Promise.all(sent.map((id) => client.outcome(id, 60000)));
      times.push((performance.now() - since) / batch);
      outcomes.forEach(({ reply }, i) => {
        assert.equal(reply['execution_count'], done + i + 1);
        assert.equal(
          reply['status'],
          i % cells.length === 6 ? 'error' : 'ok',
          String(reply['evalue']),
        );
      });
      client.received.length = 0;
      if (done % 500 === 0) memory.push(await number(measure));
      if (done === batch) residentEarly = await number(resident);
    }
    const median = (list: number[]) => [...list].sort((a, b) => a - b)[list.length >> 1]!;
    const [early, late] = [memory[2]!, memory.at(-1)!];
    console.log(
      `      ${early.toFixed(0)} MB after 1,000 cells, ${late.toFixed(0)} MB after 4,500`,
    );
    assert.ok(late - early < 20, `memory grew from ${early} to ${late} MB`);
    // What a busy minute took is given back when nobody waits.
    let residentLate = Infinity;
    for (let look = 0; look < 6 && residentLate > residentEarly + 15; look++) {
      await new Promise((resolve) => setTimeout(resolve, 5000));
      residentLate = await number(resident);
    }
    console.log(
      `      resident: ${residentEarly.toFixed(0)} MB after 200 cells, ${residentLate.toFixed(0)} MB at rest after ${total}`,
    );
    assert.ok(
      residentLate <= residentEarly + 15,
      `resident memory grew from ${residentEarly} to ${residentLate} MB`,
    );
    const [fast, slow] = [times.slice(5, 15), times.slice(-10)].map(median);
    assert.ok(slow! < fast! * 3, `cells took ${fast} ms at first, ${slow} ms at last`);
  });
});
