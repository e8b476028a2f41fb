import assert from 'node:assert/strict';
import { usage } from '../../../kernel/session/usage.js';

describe('usage()', () => {
  const { now } = performance;
  const { cpuUsage } = process;
  const host = process.env['HOSTNAME'];
  /** What is said when the clocks say this, in milliseconds. */
  const saidAt = (wall: number, user: number, system: number) => {
    performance.now = () => wall;
    process.cpuUsage = () => ({ user: user * 1000, system: system * 1000 });
    return usage();
  };
  afterEach(() => {
    performance.now = now;
    process.cpuUsage = cpuUsage;
    if (host === undefined) delete process.env['HOSTNAME'];
    else process.env['HOSTNAME'] = host;
  });

  it('tells how busy all threads were since the last question, in percent of one processor', () => {
    const start = performance.now() + 1e6;
    saidAt(start, 100, 100);
    assert.equal(saidAt(start + 2000, 900, 301.2)['kernel_cpu'], 50.1);
    assert.equal(saidAt(start + 3000, 2400, 801.2)['kernel_cpu'], 200);
    // Asked again within the clock's resolution.
    assert.equal(saidAt(start + 3000, 2400, 802)['kernel_cpu'], 0);
  });

  it('names process and host; the host is empty where the system does not say', () => {
    process.env['HOSTNAME'] = 'box';
    const { hostname, pid } = usage();
    assert.deepEqual([hostname, pid], ['box', process.pid]);
    delete process.env['HOSTNAME'];
    assert.equal(usage()['hostname'], '');
  });
});
