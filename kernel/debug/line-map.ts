// Lines of a cell ↔ lines of its generated code, from the mappings of a source map. All counts start at 0.

interface Segment {
  readonly codeLine: number;
  readonly codeColumn: number;
  readonly line: number;
  readonly column: number;
}

/** A place in a text. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

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
  let line = 0;
  let column = 0;
  return mappings.split(';').flatMap((text, codeLine) => {
    let codeColumn = 0;
    return text.split(',').flatMap((part) => {
      const [byColumn, , byLine, bySourceColumn] = numbers(part);
      codeColumn += byColumn ?? 0;
      if (byLine === undefined) return [];
      line += byLine;
      column += bySourceColumn ?? 0;
      return [{ codeLine, codeColumn, line, column }];
    });
  });
}

/** Base 64 numbers of variable length, the sign in the lowest bit. */
function numbers(text: string): number[] {
  const found: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of text) {
    const digit = digits.indexOf(character);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    found.push(value & 1 ? -(value >> 1) : value >> 1);
    value = shift = 0;
  }
  return found;
}
