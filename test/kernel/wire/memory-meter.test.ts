import assert from 'node:assert/strict';
import { MemoryMeter } from '../../../kernel/wire/memory-meter.js';
import { processMemory } from '../../../kernel/wire/process-memory.js';

const limit = 1000;
const at = (used: number) => ({ used, limit });

describe('a memory meter', () => {
  it('is full when less than a quarter, or the largest margin, is left', () => {
    assert.equal(new MemoryMeter(Infinity).isFull(at(740)), false);
    assert.equal(new MemoryMeter(Infinity).isFull(at(760)), true);
    assert.equal(new MemoryMeter(100).isFull(at(890)), false);
    assert.equal(new MemoryMeter(100).isFull(at(910)), true);
  });

  it('holds what one cell has left not against the next, which may take a little', () => {
    const meter = new MemoryMeter(300);
    assert.equal(meter.spares(at(800), 'first'), false);
    assert.equal(meter.isFull(at(820)), false);
    assert.equal(meter.isFull(at(900)), true);
    assert.equal(meter.spares(at(900), 'second'), true);
    assert.equal(meter.isFull(at(990)), true);
    assert.equal(meter.spares(at(990), 'second'), false);
  });

  it('forgets that once memory was let go', () => {
    const meter = new MemoryMeter(300);
    meter.spares(at(900), 'first');
    assert.equal(meter.isFull(at(100)), false);
    assert.equal(meter.isFull(at(800)), true);
    assert.equal(meter.spares(at(800), 'second'), false);
  });
});

describe('processMemory(wish)', () => {
  it('is what the process has, and no more than what it may have', () => {
    const { used, limit: most } = processMemory('');
    assert.ok(used > 1e6);
    assert.ok(most > used / 2);
    assert.equal(processMemory('1').limit, 1e6);
    assert.equal(processMemory('nonsense').limit > 1e6, true);
  });
});
