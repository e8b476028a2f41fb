// Tables of Arrow, arquero and DuckDB, told by what they can do.

/** Rows to be shown, and how many there are. */
export interface TableRows {
  /** The names of the columns, in their order. */
  readonly columns: readonly string[];
  /** The rows that are shown: values by the names of the columns. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** How many rows there are in all. */
  readonly count: number;
}

type Open = Readonly<Record<string, unknown>>;
type Method = (...args: readonly unknown[]) => unknown;

const method = (owner: Open, name: string): Method | undefined =>
  typeof owner[name] === 'function' ? (owner[name] as Method).bind(owner) : undefined;

/**
 * The first rows of a table of another library.
 *
 * @returns undefined when the value is none
 */
export function tableRows(value: unknown, limit: number): TableRows | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const open = value as Open;
  return arrowRows(open, limit) ?? arqueroRows(open, limit) ?? duckdbRows(open, limit);
}

interface Field {
  readonly name: unknown;
  readonly type?: { readonly typeId?: unknown };
}

/** Arrow's numbers for dates and timestamps, which are handed out as milliseconds. */
const times = new Set([8, 10]);

/** apache-arrow and flechette, and what DuckDB's WebAssembly returns. */
function arrowRows(table: Open, limit: number): TableRows | undefined {
  const { schema, numRows } = table;
  const { fields } = Object(schema) as { readonly fields?: unknown };
  const child = method(table, 'getChild');
  if (typeof numRows !== 'number' || !Array.isArray(fields) || !child) return undefined;
  const columns = (fields as readonly Field[]).map(({ name }) => String(name));
  const vectors = columns.map((name) => child(name) as Open | null);
  const cell = (i: number, row: number): unknown => {
    const vector = vectors[i];
    const value = vector && (method(vector, 'get') ?? method(vector, 'at'))?.(row);
    const isTime = times.has((fields as readonly Field[])[i]!.type?.typeId as number);
    return isTime && typeof value === 'number' ? new Date(value) : value;
  };
  const rows = Array.from({ length: Math.min(numRows, limit) }, (_, row) =>
    Object.fromEntries(columns.map((name, i) => [name, cell(i, row)])),
  );
  return { columns, rows, count: numRows };
}

function arqueroRows(table: Open, limit: number): TableRows | undefined {
  const [names, count, objects] = ['columnNames', 'numRows', 'objects'].map((name) =>
    method(table, name),
  );
  if (!names || !count || !objects) return undefined;
  return {
    columns: names() as string[],
    rows: objects({ limit }) as TableRows['rows'],
    count: count() as number,
  };
}

/** What `@duckdb/node-api` gives for a query: a reader of what was read so far, or the result itself, which showing does not use up. */
function duckdbRows(result: Open, limit: number): TableRows | undefined {
  const names = method(result, 'deduplicatedColumnNames');
  const cell = names && (cellOfReader(result) ?? cellOfChunks(result));
  if (!cell) return undefined;
  const columns = names() as string[];
  const count = Number(result['currentRowCount'] ?? result['rowCount']);
  const rows = Array.from({ length: Math.min(count, limit) }, (_, row) =>
    Object.fromEntries(columns.map((name, i) => [name, inWords(cell(i, row))])),
  );
  return { columns, rows, count };
}

type Cell = (column: number, row: number) => unknown;

function cellOfReader(reader: Open): Cell | undefined {
  // Nothing was read yet: that is no empty table.
  if (!reader['currentRowCount'] && reader['done'] !== true) return undefined;
  return method(reader, 'value');
}

function cellOfChunks(result: Open): Cell | undefined {
  const chunk = method(result, 'getChunk');
  if (!chunk || typeof result['rowCount'] !== 'number') return undefined;
  const size = (k: number): number => (chunk(k) as { readonly rowCount: number }).rowCount;
  return (column, row) => {
    let [k, first] = [0, 0];
    while (row - first >= size(k)) first += size(k++);
    const vector = method(chunk(k) as Open, 'getColumnVector')!(column);
    return method(vector as Open, 'getItem')!(row - first);
  };
}

/** Dates, decimals and lists of DuckDB are objects that say what they are. */
const inWords = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
    ? String(value)
    : value;
