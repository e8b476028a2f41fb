import { PickleMachine, type PickleWorld } from './pickle-machine.js';
import { opcodes } from './pickle-opcodes.js';
import type { PickleReader } from './pickle-reader.js';

/** No pickle of a state dict needs more; whoever does wants to fill the memory. */
const greatestStack = 1_000_000;

/** Runs a pickle until it stops, and gives the value on top. @throws BadFileError for what no plain state dict does */
export function runPickle(reader: PickleReader, world: PickleWorld): unknown {
  const machine = new PickleMachine(reader, world);
  for (;;) {
    const code = reader.byte();
    if (code === 0x2e) return machine.pop();
    const instruction = opcodes.get(code);
    if (!instruction) throw machine.error(`uses instruction 0x${code.toString(16)}`);
    instruction(machine);
    if (machine.stack.length > greatestStack) throw machine.error('grows without end');
  }
}
