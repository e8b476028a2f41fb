// Names that notebooks have out of habit: the last values `_`, `__`, `___`, the numbered ones `Out` and `In`.
import { stream } from '../../outputs/outputs.js';
import { obey } from './obey.js';
import { magicFunction } from './read-cell.js';
import { measure, startClocks, timesSince } from './timing.js';

/** How many values and cells are kept: as many as IPython keeps. */
const kept = 1000;

/** Their declarations. */
export const habitTypes = `
let _: any, __: any, ___: any;
const Out: { readonly [count: number]: any }, In: { readonly [count: number]: string };
const ${magicFunction}: any;
`;

/** The habits of one notebook. */
export class NotebookHabits {
  /** Aborted when the running cell is stopped. */
  signal: AbortSignal | undefined;
  private readonly values: Record<number, unknown> = {};
  private readonly inputs: Record<number, string> = {};
  /** The newest run of each code. */
  private readonly runs = new Map<string, number>();
  private clocks: ReturnType<typeof startClocks> | undefined;

  /**
   * @param scope the names that cells declared
   * @param names takes the names of habit; one that a cell declares hides its own
   */
  constructor(
    readonly scope: Readonly<Record<string, unknown>>,
    private readonly names: Record<string, unknown>,
  ) {
    const none = { _: undefined, __: undefined, ___: undefined };
    Object.assign(names, { ...none, Out: this.values, In: this.inputs });
    names[magicFunction] = (...args: readonly unknown[]) => this.call(args);
  }

  /** Notes a cell that is about to run. */
  begin(count: number, code: string, signal: AbortSignal): void {
    this.signal = signal;
    this.forgetRun(code);
    this.runs.set(code, count);
    this.inputs[count] = code;
    const oldest = this.inputs[count - kept];
    if (oldest !== undefined && this.runs.get(oldest) === count - kept) this.runs.delete(oldest);
    delete this.inputs[count - kept];
  }

  /** Lets go of the object that an earlier run of the same cell came to: its widgets are closed, and a picture holds megabytes. */
  private forgetRun(code: string): void {
    const earlier = this.runs.get(code);
    if (earlier !== undefined && Object(this.values[earlier]) === this.values[earlier]) {
      delete this.values[earlier];
    }
  }

  /** Notes what a cell came to. */
  remember(count: number, value: unknown): void {
    const { names, values } = this;
    Object.assign(names, { ___: names['__'], __: names['_'], _: value });
    values[count] = value;
    delete values[count - kept];
  }

  /** Says how long what was timed took. */
  endTiming(): void {
    if (this.clocks) stream('stdout', timesSince(this.clocks));
    this.clocks = undefined;
  }

  private async call([name, argument, code]: readonly unknown[]): Promise<void> {
    if (name === 'time') this.clocks = startClocks();
    else if (name === 'timed') this.endTiming();
    else if (name === 'timeit')
      stream('stdout', await measure(code as () => unknown, String(argument), this.signal));
    else await obey([name, argument, code].map(String), this);
  }
}
