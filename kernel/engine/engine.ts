// The language behind the kernel: what the session asks of it, and nothing about messages.
import type { CodePosition } from '../protocol/code-position.js';

/** How a cell ended. Outputs printed meanwhile went through the console and `display`, not through this. */
export type CellResult =
  | { readonly status: 'ok'; readonly hasValue: boolean; readonly value?: unknown }
  | {
      readonly status: 'error';
      readonly ename: string;
      readonly evalue: string;
      /** Lines with ANSI colours; positions are the cell's own (`line 3`). */
      readonly traceback: readonly string[];
    };

/** One cell to run. */
export interface CellRequest {
  /** The code as it was typed. */
  readonly code: string;
  /** The number shown as `In [n]`; names the cell in tracebacks. */
  readonly executionCount: number;
  /** Whether it leaves no trace: no number, no history, no result. */
  readonly silent: boolean;
  /** Aborted when the user presses Stop; the engine settles the cell soon after. */
  readonly signal: AbortSignal;
}

/** Completions at a position. Offsets are UTF-16 units; the session converts to code points. */
export interface Completions {
  /** The first character that is replaced. */
  readonly start: number;
  /** The character behind the last that is replaced. */
  readonly end: number;
  /** What may stand there: the text, its kind (`function`, `magic`…), and how it is called or typed. */
  readonly items: readonly {
    readonly text: string;
    readonly kind: string;
    readonly signature?: string;
  }[];
}

/** What hovering or Shift-Tab shows. */
export interface Inspection {
  /** As plain text. */
  readonly text: string;
  /** The same as Markdown. */
  readonly markdown: string;
}

/** Whether the code can be run as it stands. */
export type Completeness =
  | { readonly status: 'complete' | 'invalid' | 'unknown' }
  | { readonly status: 'incomplete'; readonly indent: string };

/**
 * A language engine. The session queues the cells of one shell; a subshell's cell, a comm message, a completion may come
 * while a cell awaits.
 */
export interface Engine {
  /** Resolves when the first cell can run. `kernel_info` is answered before. */
  ready(): Promise<void>;
  /** Runs a cell. Rejects with what the cell threw. */
  execute(request: CellRequest): Promise<CellResult>;
  /** Evaluates an expression in the notebook's scope, for `user_expressions`. */
  evaluate(expression: string): Promise<unknown>;
  /** What may stand at a position. */
  complete(code: string, position: number): Completions;
  /** @returns undefined when nothing is known at the position. */
  inspect(code: string, position: number, detail: 0 | 1): Inspection | undefined;
  /** Whether a cell is to be run, or goes on in another line. */
  isComplete(code: string): Completeness;
  /**
   * Names the place where an interrupt stopped a cell, in the user's words: `cell 3, line 2`.
   * @param frames where the code was, innermost first; none, or none of the user's, when it awaited or was inside native code
   * @returns undefined when the cell has not begun to run.
   */
  locate?(frames: readonly CodePosition[], cell: CellRequest): string | undefined;
  /** Ends the engine; nothing may be run after it. */
  close(): Promise<void>;
}
