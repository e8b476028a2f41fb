// Breakpoints by cell. A cell may run later, or again: each script of it gets them before its first line runs.
import type { CellScript, CellScripts } from './cell-scripts.js';
import type { InspectorClient } from './inspector-client.js';

/** A breakpoint as a front end asks for it; lines count from 1. */
export interface WantedBreakpoint {
  readonly line: number;
  readonly condition?: string;
}

/** Keeps the breakpoints of all cells. */
export class Breakpoints {
  private readonly wanted = new Map<string, readonly WantedBreakpoint[]>();
  private readonly set = new Map<string, string[]>();

  constructor(
    private readonly inspector: InspectorClient,
    private readonly scripts: CellScripts,
  ) {}

  /** Replaces the breakpoints of a cell, in the scripts that are there too. */
  async replace(file: string, breakpoints: readonly WantedBreakpoint[]): Promise<void> {
    for (const breakpointId of this.set.get(file) ?? [])
      await this.inspector.send('Debugger.removeBreakpoint', { breakpointId });
    this.set.delete(file);
    if (breakpoints.length > 0) this.wanted.set(file, breakpoints);
    else this.wanted.delete(file);
    for (const script of this.scripts.of(file)) await this.apply(script);
  }

  /** Sets a cell's breakpoints in one of its scripts. */
  async apply({ scriptId, path, map }: CellScript): Promise<void> {
    for (const { line, condition } of this.wanted.get(path) ?? []) {
      const place = map.toCode(line - 1);
      if (!place) continue;
      const location = { scriptId, lineNumber: place.line, columnNumber: place.column };
      const made = await this.inspector.send('Debugger.setBreakpoint', {
        location,
        ...(condition ? { condition } : {}),
      });
      this.set.set(path, [...(this.set.get(path) ?? []), String(made['breakpointId'])]);
    }
  }

  /** All breakpoints, as `debugInfo` lists them. */
  list(): { source: string; breakpoints: readonly WantedBreakpoint[] }[] {
    return [...this.wanted].map(([source, breakpoints]) => ({ source, breakpoints }));
  }
}
