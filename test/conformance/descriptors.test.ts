import assert from 'node:assert/strict';
import { sharedPair } from './support/with-kernel.js';

/** Cells that write past JavaScript's streams, and what has to be seen. */
const writers: readonly [name: string, code: string, seen: string, stream?: 'stderr'][] = [
  [
    'a child that inherits',
    "import { execSync } from 'node:child_process';\nexecSync('echo said by a child', { stdio: 'inherit' });",
    'said by a child\n',
  ],
  [
    'a child of a child',
    "import { spawnSync } from 'node:child_process';\nspawnSync('sh', ['-c', 'sh -c \"echo deep\"'], { stdio: ['ignore', 1, 2] });",
    'deep\n',
  ],
  [
    'a write to descriptor 1',
    "import { writeSync } from 'node:fs';\nwriteSync(1, 'straight to descriptor one\\n');",
    'straight to descriptor one\n',
  ],
  [
    'a write to descriptor 2',
    "import { writeSync } from 'node:fs';\nwriteSync(2, 'straight to descriptor two\\n');",
    'straight to descriptor two\n',
    'stderr',
  ],
  [
    "a child's stderr",
    "import { spawnSync } from 'node:child_process';\nspawnSync('sh', ['-c', 'echo wrong >&2'], { stdio: 'inherit' });",
    'wrong\n',
    'stderr',
  ],
  [
    'a child that is awaited',
    "import { spawn } from 'node:child_process';\nawait new Promise((end) => spawn('sh', ['-c', 'echo one; sleep 0.2; echo two'], { stdio: 'inherit' }).on('close', end));",
    'one\ntwo\n',
  ],
];

describe('what is written past the streams', function () {
  this.timeout(60000);
  if (process.platform === 'win32') return;
  const pair = sharedPair();

  for (const [name, code, seen, stream = 'stdout'] of writers) {
    it(`${name} is seen in its cell`, async () => {
      const { reply, text } = await pair().client.execute(code, { patience: 50_000 });
      assert.equal(reply['status'], 'ok');
      assert.equal(text(stream), seen);
    });
  }

  it('comes beside what is printed, each in its own order, and live', async () => {
    const { client } = pair();
    const { text } = await client.execute(
      "import { execSync } from 'node:child_process';\nfor (let i = 0; i < 5; i++) { console.log(`js ${i}`); execSync(`echo child ${i}`, { stdio: 'inherit' }); }",
    );
    const lines = text().trim().split('\n');
    for (const kind of ['js', 'child'])
      assert.deepEqual(
        lines.filter((line) => line.startsWith(kind)),
        [0, 1, 2, 3, 4].map((i) => `${kind} ${i}`),
      );
    const slow = client.execute("execSync('echo now; sleep 1', { stdio: 'inherit' })");
    const live = await client.waitFor(({ content }) => content['text'] === 'now\n');
    const { published } = await slow;
    assert.ok(published.at(-1)!.at - live.at > 500, 'it was seen while the child ran');
  });

  it('may be long: 3 MB of a child arrive whole, letters of several bytes too', async () => {
    const { text } = await pair().client.execute(
      "execSync(`node -e \"process.stdout.write('é語😀'.repeat(330000))\"`, { stdio: 'inherit' })",
      { patience: 50_000 },
    );
    assert.equal(text(), 'é語😀'.repeat(330_000));
  });

  it('leaves the stderr of the process as it was', () => {
    assert.equal(pair().kernel.stderr(), '');
  });
});
