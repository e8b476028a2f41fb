import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readCall, UsageError, type Command } from '../../../kernel/cli/command.js';

const runner = fileURLToPath(new URL('./run-main.ts', import.meta.url));

/** Runs `gatelab` from its sources. */
export function gatelab(...args: string[]): {
  status: number | null;
  stdout: string;
  stderr: string;
} {
  return spawnSync(process.execPath, ['--import', 'tsx', runner, ...args], { encoding: 'utf8' });
}

const command: Command = {
  usage: 'try FILE [--deep]',
  summary: '',
  options: { deep: { type: 'boolean' } },
  words: [1, 1],
  run: () => 0,
};

it('gatelab --help lists every command', () => {
  const { status, stdout } = gatelab('--help');
  assert.equal(status, 0);
  for (const name of ['install', 'doctor', 'lab'])
    assert.match(stdout, new RegExp(`^ +${name} `, 'm'));
});

it('gatelab with an unknown command exits with 1 and one line on stderr', () => {
  const { status, stdout, stderr } = gatelab('frobnicate');
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.equal(stderr, 'gatelab: There is no command "frobnicate"; gatelab --help lists them\n');
});

it('gatelab with an unknown option exits with 1 and names it with the usage in one line', () => {
  const { status, stderr } = gatelab('install', '--everywhere');
  assert.equal(status, 1);
  assert.match(stderr, /^gatelab: Unknown option '--everywhere'; usage: gatelab install .*\n$/);
});

it('readCall(command, words) refuses missing and surplus words', () => {
  assert.throws(() => readCall(command, []), UsageError);
  assert.throws(() => readCall(command, ['a', 'b']), /Unexpected word "b"/);
  const call = readCall(command, ['a', '--deep']);
  assert.deepEqual({ ...call.values }, { deep: true });
  assert.deepEqual(call.positionals, ['a']);
});
