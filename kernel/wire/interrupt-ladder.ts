// Stops a main thread that does not listen, step by step: from what hurts least to what always works.

import type { CodePosition } from '../protocol/code-position.js';
import { interruptChildren } from './child-processes.js';
import { MainInspector } from './main-inspector.js';
import { moduleOf } from './module-of.js';
import { sleep } from './sleep.js';

/** What the ladder needs of its surroundings. */
export interface LadderTools {
  /** Whether the main thread's event loop answers within so many milliseconds. */
  answers(milliseconds: number): Promise<boolean>;
  /** Wakes a main thread that waits for the user's input. */
  wakeInput(): void;
  /** Tells the main thread where it was; it reads this when it comes back. */
  report(frames: readonly CodePosition[]): void;
  /** Sends SIGINT to this process, while the main thread stands still in code that is ready for it: anywhere else it may end the process. */
  signal(): void;
  /** Whether a main thread that does not answer may be stopped from here. */
  readonly canTerminate: boolean;
}

/** A main thread that answers within this time is only told of the interrupt, in milliseconds. */
const polite = 100;

/** How long it gets to answer after a step, in milliseconds. */
const pause = 200;

/** How long it gets when code is being unwound: on a machine that is busy with others this may take a while. */
const longPause = 1000;

/** How often the steps are repeated: a loop that starts itself anew from timers may need several. */
const attempts = 20;

/** How long the compiler is spared, in milliseconds: it is mostly only slow, and stopped half-way it has to start anew. */
const patienceForCompiler = 3000;

/**
 * Makes the main thread listen again.
 * @returns whether it does. If not, it is inside native code that nothing can stop.
 */
export async function climbLadder(tools: LadderTools): Promise<boolean> {
  tools.wakeInput();
  if (await tools.answers(polite)) return true;
  const inspector = new MainInspector();
  const since = performance.now();
  try {
    let isTold = false;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const canHold = await inspector.whilePaused((frames) => {
        const isPatient = performance.now() - since < patienceForCompiler;
        if (isOurs(frames) || isAtDoor(frames) || (isCompiler(frames) && isPatient)) return;
        if (isTold) {
          if (tools.canTerminate) inspector.terminateLater();
          return;
        }
        isTold = true;
        tools.report(frames);
        // Synchronous code of a cell gets an exception, and the engine's own frames go on.
        if (isInterruptible(frames)) tools.signal();
      });
      if (await tools.answers(pause)) return true;
      if (!canHold && (await stopNative({ inspector, tools, attempt }))) return true;
    }
    return false;
  } finally {
    inspector.close();
  }
}

/** Where a ladder stands. */
interface Step {
  readonly inspector: MainInspector;
  readonly tools: LadderTools;
  readonly attempt: number;
}

/** How long a signal takes to arrive, in milliseconds: another thread of Node passes it on. */
const delivery = 30;

/** What children are told, at first and when they do not listen. */
const childSignals = ['SIGINT', 'SIGINT', 'SIGTERM', 'SIGTERM', 'SIGKILL'] as const;

/**
 * The main thread waits inside a native call: for a child process, for a lock. It is to be held as soon as the call returns: code whose child ended would
 * otherwise go on as if nobody had pressed Stop.
 */
async function stopNative({ inspector, tools, attempt }: Step): Promise<boolean> {
  let haveChildrenEnded = () => false;
  const stop = async (frames: readonly CodePosition[]) => {
    tools.report(frames);
    if (isInterruptible(frames)) {
      tools.signal();
      await sleep(delivery);
    } else if (tools.canTerminate) inspector.terminateLater();
  };
  const held = inspector.whilePaused(stop, () => haveChildrenEnded());
  haveChildrenEnded = interruptChildren(childSignals[Math.min(attempt, childSignals.length - 1)]!);
  const wasHeld = await held;
  if (await tools.answers(wasHeld ? longPause : pause)) return true;
  // Where nothing could be seen: a termination that comes late meets the kernel's own code, and tears that.
  if (wasHeld || !tools.canTerminate) return false;
  await inspector.terminate();
  return tools.answers(longPause);
}

const ownFolders = /^kernel\/(wire|session|protocol|outputs|scheduling|handlers|comm|history)\//;

/** Whether SIGINT becomes an exception where the code is: the synchronous part of a cell runs in a script of this name. */
export function isInterruptible(frames: readonly CodePosition[]): boolean {
  return process.platform !== 'win32' && frames.some(({ url }) => url === 'gatelab');
}

/** Whether code of a cell, or of what it imported, is on the stack. */
export function isOfUser(frames: readonly CodePosition[]): boolean {
  return frames.some(
    ({ url }) =>
      url !== '' && !/^node:|typescript|compiler\.cjs$/.test(url) && !url.startsWith(ownFiles),
  );
}

const ownFiles = new URL('../..', import.meta.url).href;

/** Whether the kernel itself is at work, in the name of no user code: it comes back by itself and must not be torn. */
function isOurs(frames: readonly CodePosition[]): boolean {
  return frames.every(
    (frame) => frame.url.startsWith('node:') || ownFolders.test(moduleOf(frame) ?? ''),
  );
}

/** Whether a cell is being entered or left: Node has taken the listeners of SIGINT away, and does not watch for it itself. */
function isAtDoor(frames: readonly CodePosition[]): boolean {
  return (
    frames.some(({ url }) => url === 'node:vm') && !isInterruptible(frames) && !isOfUser(frames)
  );
}

function isCompiler(frames: readonly CodePosition[]): boolean {
  return frames[0] !== undefined && /typescript|compiler\.cjs/.test(frames[0].url);
}
