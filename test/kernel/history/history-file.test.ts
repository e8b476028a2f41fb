import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
