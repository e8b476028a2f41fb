// Lines of a cell ↔ lines of its generated code, from the mappings of a source map. All counts start at 0.
import { TraceMap, decodedMappings } from '@jridgewell/trace-mapping';

interface Segment {
  readonly codeLine: number;
  readonly codeColumn: number;
  readonly line: number;
  readonly column: number;
}

/** A place in a text. */
export interface Place {
  /** The line, from 0. */
  readonly line: number;
  /** The column, from 0, in UTF-16 units. */
  readonly column: number;
}

/** Maps places both ways. */
export class LineMap {
  private readonly segments: readonly Segment[];

  /** @param mappings of a source map with one source, as its specification encodes them */
  constructor(mappings: string) {
    this.segments = decode(mappings);
  }

  /** Where the code of a line begins, or of the next line that has code. */
  toCode(line: number): Place | undefined {
    const wanted = this.firstFrom(line);
    return wanted && { line: wanted.codeLine, column: wanted.codeColumn };
  }

  /** The line itself, or the next one that has code. */
  lineWithCode(line: number): number | undefined {
    return this.firstFrom(line)?.line;
  }

  private firstFrom(line: number): Segment | undefined {
    return this.segments
      .filter((segment) => segment.line >= line)
      .reduce<Segment | undefined>(
        (best, s) => (best && !comesBefore(s, best) ? best : s),
        undefined,
      );
  }

  /** The place of the cell from which a place of the code was made. */
  toSource(place: Place): Place {
    const found = this.segments.findLast(
      ({ codeLine, codeColumn }) =>
        codeLine < place.line || (codeLine === place.line && codeColumn <= place.column),
    );
    return found ? { line: found.line, column: found.column } : place;
  }
}

/** By line of the cell, then by place in the code. */
function comesBefore(a: Segment, b: Segment): boolean {
  if (a.line !== b.line) return a.line < b.line;
  if (a.codeLine !== b.codeLine) return a.codeLine < b.codeLine;
  return a.codeColumn < b.codeColumn;
}

function decode(mappings: string): Segment[] {
  const map = new TraceMap({ version: 3, sources: ['cell'], names: [], mappings });
  return decodedMappings(map).flatMap((segments, codeLine) =>
    segments.flatMap(([codeColumn, , line, column]) =>
      line === undefined || column === undefined ? [] : [{ codeLine, codeColumn, line, column }],
    ),
  );
}
