import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HistoryFile } from '../../../kernel/history/history-file.js';
import { historyPath } from '../../../kernel/history/history-path.js';

describe('HistoryFile', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gatelab-history-'));
    path = join(folder, 'deep', 'history.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const inputs = (entries: readonly { input: string }[]) => entries.map(({ input }) => input);

  it('tail: the last entries, oldest first, also of earlier sessions', () => {
    const first = new HistoryFile(path);
    first.append({ line: 1, input: 'a' });
    first.append({ line: 2, input: 'b', output: '2' });
    const second = new HistoryFile(path);
    second.append({ line: 1, input: 'c' });
    assert.deepEqual(second.tail(2), [
      { session: 1, line: 2, input: 'b', output: '2' },
      { session: 2, line: 1, input: 'c', output: undefined },
    ]);
    assert.deepEqual(second.tail(0), []);
  });

  it('two kernels that run side by side number their sessions alike and lose nothing', () => {
    const one = new HistoryFile(path);
    const two = new HistoryFile(path);
    for (let line = 1; line <= 200; line++) {
      one.append({ line, input: `one ${line}` });
      two.append({ line, input: `two ${line}` });
    }
    assert.deepEqual(one.tail(400), two.tail(400));
    assert.equal(inputs(one.range(0, 1)).length, 200);
    assert.ok(inputs(two.range(0, 1)).every((input) => input.startsWith('two')));
  });

  it('range: half open, 0 is this session, negative numbers count back', () => {
    const old = new HistoryFile(path);
    for (const [n, input] of ['a', 'b', 'c'].entries()) old.append({ line: n + 1, input });
    const now = new HistoryFile(path);
    now.append({ line: 1, input: 'x' });
    assert.deepEqual(inputs(now.range(0, 1)), ['x']);
    assert.deepEqual(inputs(now.range(-1, 2, 3)), ['b']);
    assert.deepEqual(inputs(now.range(1, 2)), ['b', 'c']);
    assert.deepEqual(inputs(now.range(7, 1)), []);
  });

  it('search: the whole code fits a pattern with * and ?', () => {
    const history = new HistoryFile(path);
    for (const [n, input] of ['f(1)', 'g(1)\n// f', 'f(1)', 'f.x'].entries()) {
      history.append({ line: n + 1, input });
    }
    const search = (pattern: string, options = {}) =>
      inputs(history.search(pattern, { unique: false, ...options }));
    assert.deepEqual(search('f*'), ['f(1)', 'f(1)', 'f.x']);
    assert.deepEqual(search('f*', { unique: true }), ['f(1)', 'f.x']);
    assert.deepEqual(search('f?x'), ['f.x']);
    assert.deepEqual(search('*f', { count: 1 }), ['g(1)\n// f']);
    assert.deepEqual(search('[f]*'), []);
  });

  it('passes over lines that are broken, and waits for one that is being written', () => {
    const history = new HistoryFile(path);
    history.append({ line: 1, input: 'a' });
    appendFileSync(path, 'not json\n{"session":7}\nnull\n{"session":"s","line":1,"inp');
    assert.deepEqual(inputs(history.tail(9)), ['a']);
    appendFileSync(path, 'ut":"late"}\n');
    assert.deepEqual(inputs(history.tail(9)), ['a', 'late']);
  });

  it('is readable by its owner only', function () {
    if (process.platform === 'win32') return;
    new HistoryFile(path).append({ line: 1, input: 'secret' });
    assert.equal(statSync(path).mode & 0o077, 0);
  });

  it('a line that a killed kernel left unfinished takes no other with it', () => {
    new HistoryFile(path).append({ line: 1, input: 'before' });
    const whole = readFileSync(path);
    appendFileSync(path, '{"session":"dead","line":1,"input":"to');
    const history = new HistoryFile(path);
    history.append({ line: 1, input: 'after' });
    assert.deepEqual(inputs(history.tail(9)), ['before', 'after']);
    // Wherever it was cut.
    for (let length = 0; length <= whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length));
      const next = new HistoryFile(path);
      next.append({ line: 1, input: 'next' });
      assert.equal(inputs(next.tail(1))[0], 'next');
    }
  });

  it('keeps what it has read when the file is removed', () => {
    const history = new HistoryFile(path);
    history.append({ line: 1, input: 'a' });
    history.tail(1);
    rmSync(path);
    assert.deepEqual(inputs(history.tail(1)), ['a']);
    history.append({ line: 2, input: 'b' });
    assert.equal(inputs(new HistoryFile(path).tail(1))[0], 'b');
  });

  /** Places where no history can be kept; each is tried in this folder. */
  const hopeless: [what: string, place: (folder: string) => string][] = [
    ['a folder that can never be made', () => '/proc/nope/history.jsonl'],
    ['a folder deep under one that can never be made', () => '/proc/nope/a/b/c/history.jsonl'],
    ['a folder', (inside) => inside],
    ['a device', () => '/dev/null'],
    [
      'a named pipe that nobody reads',
      (inside) => {
        const pipe = join(inside, 'pipe');
        execFileSync('mkfifo', [pipe]);
        return pipe;
      },
    ],
  ];

  for (const [what, place] of hopeless) {
    it(`lasts as long as the kernel where its place is ${what}`, function () {
      if (process.platform !== 'linux') return;
      const history = new HistoryFile(place(folder));
      history.append({ line: 1, input: 'a' });
      assert.deepEqual(inputs(history.tail(5)), ['a']);
    });
  }

  it('lasts as long as the kernel where nothing can be written', () => {
    writeFileSync(join(folder, 'file'), '');
    const history = new HistoryFile(join(folder, 'file', 'history.jsonl'));
    history.append({ line: 1, input: 'a' });
    assert.deepEqual(inputs(history.tail(5)), ['a']);
    assert.deepEqual(inputs(history.range(0, 1)), ['a']);
  });
});

describe('historyPath()', () => {
  it('is what GATELAB_HISTORY says, else a place of the system', () => {
    assert.equal(historyPath({ GATELAB_HISTORY: '/x/h' }), '/x/h');
    assert.equal(
      historyPath({ XDG_STATE_HOME: '/s' }, 'linux'),
      join('/s', 'gatelab', 'history.jsonl'),
    );
    assert.match(historyPath({}, 'darwin'), /Application Support/);
  });
});
