// Breakpoints by cell or module. A cell may run later, or again: each script of it gets them before its first line runs.
import type { CellScript, CellScripts } from './cell-scripts.js';
import type { InspectorClient } from './inspector-client.js';

/** A breakpoint as a front end asks for it; lines count from 1. */
export interface WantedBreakpoint {
  /** The line, from 1. */
  readonly line: number;
  /** An expression of the cell's language; the code stops only where it is true. */
  readonly condition?: string;
}

/** Keeps all breakpoints. */
export class Breakpoints {
  private readonly wanted = new Map<string, readonly WantedBreakpoint[]>();
  /** By the id that the inspector gave. */
  private readonly set = new Map<string, WantedBreakpoint & { readonly file: string }>();

  constructor(
    private readonly inspector: InspectorClient,
    private readonly scripts: CellScripts,
  ) {}

  /** Replaces the breakpoints of a cell or module, in the scripts that are there too. @returns their lines, where code is */
  async replace(file: string, breakpoints: readonly WantedBreakpoint[]): Promise<number[]> {
    for (const [breakpointId, { file: of }] of [...this.set]) {
      if (of !== file) continue;
      this.set.delete(breakpointId);
      await this.inspector.send('Debugger.removeBreakpoint', { breakpointId });
    }
    const scripts = this.scripts.of(file);
    const map = scripts.at(-1)?.map;
    const moved = breakpoints.map((wanted) => ({
      ...wanted,
      line: (map?.lineWithCode(wanted.line - 1) ?? wanted.line - 1) + 1,
    }));
    if (moved.length > 0) this.wanted.set(file, moved);
    else this.wanted.delete(file);
    for (const script of scripts) await this.apply(script);
    return moved.map(({ line }) => line);
  }

  /** Sets the breakpoints of a cell or module in one of its scripts. */
  async apply({ scriptId, path, map }: CellScript): Promise<void> {
    for (const wanted of this.wanted.get(path) ?? []) {
      const place = map.toCode(wanted.line - 1);
      if (!place) continue;
      const location = { scriptId, lineNumber: place.line, columnNumber: place.column };
      // Two breakpoints may mean the same place: V8 refuses the second.
      const made = await this.inspector
        .send('Debugger.setBreakpoint', { location })
        .catch(() => undefined);
      if (made) this.set.set(String(made['breakpointId']), { ...wanted, file: path });
    }
  }

  /** The conditions of breakpoints that were reached; undefined when one of them has none. */
  conditionsOf(ids: readonly string[]): string[] | undefined {
    const conditions = ids.map((id) => this.set.get(id)?.condition);
    return conditions.every((condition) => condition !== undefined && condition !== '')
      ? (conditions as string[])
      : undefined;
  }

  /** All breakpoints, as `debugInfo` lists them. */
  list(): { source: string; breakpoints: readonly WantedBreakpoint[] }[] {
    return [...this.wanted].map(([source, breakpoints]) => ({ source, breakpoints }));
  }
}
