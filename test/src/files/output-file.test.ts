import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draftOf } from '../../../src/files/drafts.js';
import { OutputFile, writeOutput } from '../../../src/files/output-file.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gatelab-output-'))));
afterEach(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const text = (name: string) => readFileSync(at(name), 'utf8');

/** A process id that nobody has any more. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('writeOutput(path, content, inputs)', () => {
  it('writes a new file and replaces an old one, with nothing beside it', () => {
    writeOutput(at('o.txt'), 'first');
    writeOutput(at('o.txt'), Buffer.from('second'));
    assert.equal(text('o.txt'), 'second');
    assert.deepEqual(readdirSync(folder), ['o.txt']);
  });

  it('gives the new file the mode of the old one, and a new one what the umask says', () => {
    if (process.platform === 'win32') return;
    for (const mode of [0o600, 0o640, 0o755]) {
      writeFileSync(at('o.txt'), '');
      chmodSync(at('o.txt'), mode);
      writeOutput(at('o.txt'), 'x');
      assert.equal(statSync(at('o.txt')).mode & 0o777, mode);
    }
    writeOutput(at('new.txt'), 'x');
    assert.equal(statSync(at('new.txt')).mode & 0o777, 0o666 & ~process.umask());
  });

  it('writes through links, also chains of them and those that lead to nothing yet', () => {
    mkdirSync(at('deep'));
    writeFileSync(at('deep/real.txt'), 'old');
    symlinkSync('deep/real.txt', at('one'));
    symlinkSync('one', at('two'));
    symlinkSync('deep/not-yet.txt', at('three'));
    writeOutput(at('two'), 'new');
    writeOutput(at('three'), 'made');
    assert.equal(text('deep/real.txt'), 'new');
    assert.equal(text('deep/not-yet.txt'), 'made');
    for (const link of ['one', 'two', 'three']) assert.ok(lstatSync(at(link)).isSymbolicLink());
    assert.deepEqual(readdirSync(at('deep')).sort(), ['not-yet.txt', 'real.txt']);
  });

  it('takes names of 255 bytes, whatever their letters', () => {
    for (const name of ['n'.repeat(255), '語'.repeat(85), `${'n'.repeat(246)}.npz`]) {
      writeOutput(at(name), name);
      assert.equal(text(name), name);
    }
    assert.equal(readdirSync(folder).length, 3);
  });

  it('refuses what is no ordinary file, by its name, and leaves it', async function () {
    if (process.platform === 'win32') return;
    mkdirSync(at('folder'));
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('pipe', at('link-to-pipe'));
    symlinkSync('/dev/null', at('link-to-device'));
    symlinkSync('circle', at('circle'));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(at('socket'), resolve));
    const whys: [name: string, why: RegExp][] = [
      ['folder', /it is a folder/],
      ['pipe', /it is a named pipe/],
      ['link-to-pipe', /it is a named pipe/],
      ['link-to-device', /it is a device/],
      ['circle', /in a circle/],
      ['socket', /it is a socket/],
      ['missing/o.txt', /the folder .*missing does not exist/],
      ['pipe/o.txt', /pipe is no folder/],
    ];
    const before = readdirSync(folder).sort();
    for (const [name, why] of whys) {
      assert.throws(
        () => writeOutput(at(name), 'x'),
        (error: Error) => {
          assert.ok(error.message.startsWith(`${at(name)} cannot be written: `), error.message);
          assert.match(error.message, why);
          return true;
        },
      );
    }
    assert.deepEqual(readdirSync(folder).sort(), before);
    assert.ok(lstatSync(at('pipe')).isFIFO());
    server.close();
  });

  it('never writes over an input, by whatever name it is reached', () => {
    mkdirSync(at('model'));
    writeFileSync(at('model/shard.bin'), 'weights');
    writeFileSync(at('input.npy'), 'numbers');
    symlinkSync('input.npy', at('soft.npy'));
    linkSync(at('input.npy'), at('hard.npy'));
    const inputs = [at('model'), at('input.npy')];
    for (const name of ['input.npy', 'soft.npy', 'hard.npy', 'model/shard.bin']) {
      assert.throws(() => writeOutput(at(name), 'x', inputs), /which is read; choose another name/);
    }
    assert.equal(text('model/shard.bin') + text('input.npy'), 'weightsnumbers');
    writeOutput(at('model/trace.npz'), 'beside the weights', inputs);
  });

  it('refuses a file that is write-protected', () => {
    writeFileSync(at('o.txt'), 'kept');
    chmodSync(at('o.txt'), 0o444);
    // Root may write everything.
    if (process.getuid?.() === 0) return;
    assert.throws(() => writeOutput(at('o.txt'), 'x'), /write-protected/);
    assert.equal(text('o.txt'), 'kept');
  });

  it('sweeps what writers left that have ended, and nothing else', () => {
    const own = draftOf(at('o.txt'));
    const nameOf = (pid: number, host?: string) =>
      own
        .replace(`-${process.pid}-`, `-${pid}-`)
        .replace(/gatelab-[0-9a-f]{6}/, host ? `gatelab-${host}` : '$&');
    const swept = [nameOf(deadPid()), nameOf(process.pid).replace('o.txt', 'other.npz')];
    const kept = [nameOf(process.ppid), nameOf(deadPid(), '000000'), at('mine.part')];
    for (const file of [...swept, ...kept]) writeFileSync(file, '');
    // As a run of the same process id in an earlier life of this container.
    utimesSync(swept[1]!, 1, 1);
    writeOutput(at('o.txt'), 'x');
    const left = readdirSync(folder).map(at);
    assert.deepEqual(left.sort(), [...kept, at('o.txt')].sort());
  });

  it('two writers of one file in one process do not disturb each other', () => {
    const one = new OutputFile(at('o.txt'));
    const two = new OutputFile(at('o.txt'));
    one.write(Buffer.from('one'), 0);
    two.write(Buffer.from('two'), 0);
    two.finish();
    assert.equal(text('o.txt'), 'two');
    one.finish();
    assert.equal(text('o.txt'), 'one');
    assert.deepEqual(readdirSync(folder), ['o.txt']);
  });

  it('does not replace what has become a folder while it was written', () => {
    const file = new OutputFile(at('o.txt'));
    mkdirSync(at('o.txt'));
    assert.throws(() => file.finish(), /it is a folder/);
    assert.deepEqual(readdirSync(folder), ['o.txt']);
  });

  it('names the file when the disk is full, and leaves what was there', function () {
    if (process.platform === 'win32') return;
    writeFileSync(at('o.bin'), 'old');
    const code = `import { writeOutput } from ${JSON.stringify(new URL('../../../src/files/output-file.ts', import.meta.url).href)};
      try { writeOutput(${JSON.stringify(at('o.bin'))}, new Uint8Array(1 << 20)); } catch (error) { console.log(error.message); }`;
    writeFileSync(at('run.mjs'), code);
    const command = `ulimit -f 100; exec "${process.execPath}" --import tsx "${at('run.mjs')}"`;
    const said = execFileSync('bash', ['-c', command], { encoding: 'utf8' });
    assert.equal(
      said,
      `${at('o.bin')} cannot be written: it becomes larger than files may be here\n`,
    );
    assert.equal(text('o.bin'), 'old');
    assert.deepEqual(readdirSync(folder).sort(), ['o.bin', 'run.mjs']);
  });
});
