// Stops a main thread that does not listen, step by step: from what hurts least to what always works.

import type { CodePosition } from '../engine/engine.js';
import { interruptChildren } from './child-processes.js';
import { MainInspector } from './main-inspector.js';

/** What the ladder needs of its surroundings. */
export interface LadderTools {
  /** Whether the main thread's event loop answers within so many milliseconds. */
  answers(milliseconds: number): Promise<boolean>;
  /** Wakes a main thread that waits for the user's input. */
  wakeInput(): void;
  /** Tells the main thread where it was; it reads this when it comes back. */
  report(frames: readonly CodePosition[]): void;
  /** Sends SIGINT to this process. */
  signal(): void;
  readonly canTerminate: boolean;
}

/** A main thread that answers within this time is only told of the interrupt, in milliseconds. */
const polite = 100;

/** How often termination is repeated: a loop that starts itself anew from timers may need several. */
const attempts = 20;

/**
 * Makes the main thread listen again.
 * @returns whether it does. If not, it is inside native code that nothing can stop.
 */
export async function climbLadder(tools: LadderTools): Promise<boolean> {
  tools.wakeInput();
  if (await tools.answers(polite)) return true;

  const inspector = new MainInspector();
  try {
    let frames = await inspector.look();
    // The compiler is left alone as long as it is only slow: stopped half-way it would be of no more use.
    for (let patience = 10; patience > 0 && isCompiler(frames); patience--) {
      if (await tools.answers(300)) return true;
      frames = await inspector.look();
    }
    tools.report(frames);
    interruptChildren();
    // Synchronous code under `vm` with `breakOnSigint` gets an exception, and the engine's own frames go on.
    if (process.platform !== 'win32') tools.signal();
    if (await tools.answers(150)) return true;
    for (let n = 0; tools.canTerminate && n < attempts; n++) {
      inspector.terminate();
      if (await tools.answers(150)) return true;
    }
    return false;
  } finally {
    inspector.close();
  }
}

function isCompiler(frames: readonly CodePosition[]): boolean {
  return frames[0] !== undefined && /typescript/.test(frames[0].url);
}
