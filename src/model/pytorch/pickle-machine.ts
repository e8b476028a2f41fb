// A pickle is a program for a stack machine. This one runs the few instructions that data needs. Anything that would call
// a function is looked up in a table of harmless stand-ins, and refused when it is not there.
import type { PickleReader } from './pickle-reader.js';
import { opcodes } from './pickle-opcodes.js';

/** A class or function a pickle names; nothing is imported. */
export class PickledName {
  constructor(readonly name: string) {}
}

/** A value made by the machine. Dictionaries are maps, so that no key can be `__proto__`. */
export type Pickled =
  | undefined
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickledName
  | Map<unknown, unknown>
  | unknown[]
  | object;

/** What the machine is told about the world outside the pickle. */
export interface PickleWorld {
  /** What a persistent id (a tensor's storage) stands for. */
  persistent(id: unknown): unknown;
  /** Calls a named function with its arguments; throws for every name it does not know. */
  call(name: string, args: readonly unknown[]): unknown;
  /** Hands an object its state; most objects need none. */
  build(target: unknown, state: unknown): void;
}

/** Marks the begin of a run of values on the stack. */
export const mark = Symbol('mark');

/** No pickle of a state dict needs more; whoever does wants to fill the memory. */
const greatestStack = 1_000_000;

/** The machine's registers, on which the instructions work. */
export class PickleMachine {
  readonly stack: unknown[] = [];
  readonly memo = new Map<number, unknown>();

  constructor(
    readonly reader: PickleReader,
    readonly world: PickleWorld,
  ) {}

  /** Runs until STOP and gives the value on top. */
  run(): unknown {
    for (;;) {
      const code = this.reader.byte();
      if (code === 0x2e) return this.pop();
      const instruction = opcodes.get(code);
      if (!instruction) throw this.error(`uses instruction 0x${code.toString(16)}`);
      instruction(this);
      if (this.stack.length > greatestStack) throw this.error('grows without end');
    }
  }

  push(value: unknown): void {
    this.stack.push(value);
  }

  pop(): unknown {
    if (this.stack.length === 0) throw this.error('takes from an empty stack');
    return this.stack.pop();
  }

  top(): unknown {
    return this.stack.at(-1);
  }

  /** Takes everything above the last mark, and the mark. */
  popMark(): unknown[] {
    const at = this.stack.lastIndexOf(mark);
    if (at < 0) throw this.error('misses a mark');
    const values = this.stack.splice(at);
    return values.slice(1);
  }

  error(what: string): Error {
    return new Error(`${this.reader.name}: its pickle ${what}; only plain state dicts are read`);
  }
}
