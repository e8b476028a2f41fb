// Runs generated code so that it can be stopped: in loops, and while it awaits.
import vm from 'node:vm';
import { restoreBuiltIns } from '../outputs/built-ins.js';
import { KeyboardInterrupt } from './failures.js';

/** What generated code may name beside globals. */
export interface CellBindings {
  /** What cells have declared, by name. */
  readonly $scope: object;
  /** Loads a module, for `import`. */
  readonly $import: unknown;
  /** `import.meta`. */
  readonly $meta: object;
  /** What `using` declarations need. */
  readonly $using: unknown;
  /** Node's `require`, from the notebook's folder. */
  readonly require: unknown;
  /** The notebook's folder. */
  readonly __dirname: string;
  /** The name of a file for the notebook, in its folder. */
  readonly __filename: string;
}

/** A line, 1-based, of a script by its name in stack traces. */
export interface CellPlace {
  /** The script's name, such as `In[3]`. */
  readonly file: string;
  /** The line, from 1. */
  line: number;
}

/** What belongs to one run of a cell. */
export interface CellRun {
  /** Moved on by the cell as it runs. */
  readonly place: CellPlace;
  /** Aborted when the person stops the cell. */
  readonly signal: AbortSignal;
}

/** What a cell's function returns. */
type Returned = { readonly value: unknown } | undefined;

const thunkKey = Symbol.for('gatelab.interruptible');
const callThunk = new vm.Script('globalThis[Symbol.for("gatelab.interruptible")].thunk()', {
  filename: 'gatelab',
});

/** Where the script above finds what it calls: an object of our own, which stays as it is when a cell freezes the global one. */
const held: { thunk?: () => unknown } = {};
Object.defineProperty(globalThis, thunkKey, { value: held, configurable: true });

/** Calls `thunk` so that SIGINT stops it, even in an endless loop. */
function runInterruptibly<T>(thunk: () => T): T {
  held.thunk = thunk;
  try {
    return callThunk.runInThisContext({ breakOnSigint: true }) as T;
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    throw code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED' ? new KeyboardInterrupt() : error;
  }
}

/**
 * Runs the body of a cell.
 *
 * @param cell `code` is the body of a function
 * @throws what the cell throws, or a KeyboardInterrupt once `signal` is aborted
 */
export async function runCell(
  cell: { readonly code: string; readonly hasAwait: boolean },
  bindings: CellBindings,
  { place, signal }: CellRun,
): Promise<Returned> {
  const $at = (line: number, value: unknown): unknown => {
    // A cell that was stopped while it waited goes no further.
    if (signal.aborted) throw new KeyboardInterrupt();
    place.line = line;
    return value;
  };
  const given = { ...bindings, $at };
  const names = Object.keys(given);
  const kind = cell.hasAwait ? 'async function' : 'function';
  const script = new vm.Script(
    `(${kind} $cell(${names.join(', ')}) {"use strict";\n${cell.code}\n})`,
    {
      filename: place.file,
      lineOffset: -1,
    },
  );
  const body = script.runInThisContext() as (...args: unknown[]) => Returned | Promise<Returned>;
  if (signal.aborted) throw new KeyboardInterrupt();
  try {
    const result = runInterruptibly(() => body(...Object.values(given)));
    restoreBuiltIns();
    return cell.hasAwait ? await untilAborted(Promise.resolve(result), signal) : result;
  } finally {
    restoreBuiltIns();
  }
}

/** Waits for the promise or for Stop. A promise left behind may reject later, in silence. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  promise.catch(() => {});
  let stop = (): void => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new KeyboardInterrupt());
  });
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
