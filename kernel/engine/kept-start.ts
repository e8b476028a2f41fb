// What a start-up snapshot holds of the engine: the compiler as it is after its first check. docs/decisions/0029-start-up-snapshot.md

/** A warm compiler. */
export interface KeptStart {
  /** The compiler itself; `typescript.ts` knows its type. */
  readonly compiler: unknown;
  /** What it has read and checked; `declarations.ts` knows its type. */
  readonly declarations: unknown;
}

const place = Symbol.for('gatelab.start');
const holder = globalThis as { [place]?: KeptStart };

/** Leaves a warm compiler to whoever starts from the snapshot. */
export function keepStart(kept: KeptStart): void {
  holder[place] = kept;
}

/** The warm compiler that this process started with; undefined when it started in the plain way. */
export const keptStart: KeptStart | undefined = holder[place];
delete holder[place];
