// A pickle is a program for a stack machine. This one runs the few instructions that data needs. Anything that would call
// a function is looked up in a table of harmless stand-ins, and refused when it is not there.
import { BadFileError } from '../../errors.js';
import type { PickleReader } from './pickle-reader.js';

/** A class or function a pickle names; nothing is imported. */
export class PickledName {
  constructor(readonly name: string) {}
}

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

/** The machine's registers, on which the instructions work. */
export class PickleMachine {
  /** What the instructions work on, the top at the end. */
  readonly stack: unknown[] = [];
  /** What is remembered, by its number. */
  readonly memo = new Map<number, unknown>();

  constructor(
    readonly reader: PickleReader,
    readonly world: PickleWorld,
  ) {}

  /** Puts a value on the stack. */
  push(value: unknown): void {
    this.stack.push(value);
  }

  /** Pushes something that takes memory of its own, after charging it. */
  make(value: unknown): void {
    this.reader.budget?.charge('objects');
    this.push(value);
  }

  /** Remembers what is on top. */
  remember(key: number): void {
    this.reader.budget?.charge('objects', 1 / 2);
    this.memo.set(key, this.top());
  }

  /** Takes the top off the stack. @throws BadFileError where it is empty */
  pop(): unknown {
    if (this.stack.length === 0) throw this.error('takes from an empty stack');
    return this.stack.pop();
  }

  /** What is on top of the stack. @throws BadFileError where it is empty */
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

  /** An error that names the pickle and the place in it. */
  error(what: string): Error {
    return new BadFileError(
      `${this.reader.name}: its pickle ${what}; only plain state dicts are read`,
      { file: this.reader.name },
    );
  }
}
