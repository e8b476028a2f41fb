/** What a row of numbers is multiplied by: a matrix, or a convolution. */
export interface LinearMap {
  /** Numbers of a row. */
  readonly inputs: number;
  /** Numbers of a result. */
  readonly outputs: number;
  /** How many products one output adds up, at most. */
  readonly terms: number;
  /** Multiplications that one row takes. */
  readonly work: number;
  /** Adds row · map to `out`. */
  add(row: Float64Array, out: Float64Array): void;
  /** The same, and beside it the sums of the absolute values of all terms to `sizes`. */
  addSized(row: Float64Array, out: Float64Array, sizes: Float64Array): void;
  /** Adds each member's row · map to what it has in `out`. Both hold the numbers of all members side by side, row after row. */
  addMembers(rows: Float32Array, out: Float32Array, members: number): void;
  /** The same map with every weight changed. */
  map(change: (weight: number) => number): LinearMap;
}

/** A map whose columns are maps of their own. */
export interface ColumnMap extends LinearMap {
  /** Columns `from`, an even number, to `to`. */
  columns(from: number, to: number): ColumnMap;
}

/** Whether the columns of a map can be told apart. */
export const hasColumns = (map: LinearMap): map is ColumnMap => 'columns' in map;

type Numbers = Float32Array | Float64Array;

/** Columns of a matrix that lie anywhere in a storage, such as those of one gate. */
export interface Block {
  /** The storage that they lie in. */
  readonly data: Numbers;
  /** Where in `data` the first element is. */
  readonly offset: number;
  /** Elements from one input to the next. */
  readonly rowStride: number;
  /** Elements from one column to the next. */
  readonly columnStride: number;
  /** How many columns there are. */
  readonly columns: number;
}

/** Where the values of a matrix of one block lie. */
interface Size {
  readonly inputs: number;
  readonly outputs: number;
}

/** A matrix, inputs × outputs, as blocks of columns side by side. Nothing is copied. */
export class Matrix implements ColumnMap {
  /** Columns of the matrix. */
  readonly outputs: number;
  /** Products that one output adds up: the inputs. */
  readonly terms: number;
  /** Multiplications that one row takes: inputs × outputs. */
  readonly work: number;

  constructor(
    readonly blocks: readonly Block[],
    readonly inputs: number,
  ) {
    this.outputs = blocks.reduce((sum, { columns }) => sum + columns, 0);
    [this.terms, this.work] = [inputs, inputs * this.outputs];
  }

  /** The matrix whose values lie row after row. */
  static of(values: Numbers, { inputs, outputs }: Size): Matrix {
    const block = {
      data: values,
      offset: 0,
      rowStride: outputs,
      columnStride: 1,
      columns: outputs,
    };
    return new Matrix([block], inputs);
  }

  /** Its numbers, row after row. */
  get values(): Float64Array {
    const { inputs, outputs } = this;
    const out = new Float64Array(inputs * outputs);
    this.#each((block, first) => {
      const { data, offset, rowStride, columnStride, columns } = block;
      for (let i = 0; i < inputs; i++) {
        for (let j = 0; j < columns; j++) {
          out[i * outputs + first + j] = data[offset + i * rowStride + j * columnStride]!;
        }
      }
    });
    return out;
  }

  add(row: Float64Array, out: Float64Array): void {
    this.#each((block, first) => {
      if (block.columnStride <= block.rowStride) addRows(block, row, out.subarray(first));
      else addColumns(block, row, out.subarray(first));
    });
  }

  addSized(row: Float64Array, out: Float64Array, sizes: Float64Array): void {
    this.add(row, out);
    this.#each(({ data, offset, rowStride, columnStride, columns }, first) => {
      for (let i = 0; i < row.length; i++) {
        let at = offset + i * rowStride;
        for (let j = 0; j < columns; j++, at += columnStride) {
          sizes[first + j]! += Math.abs(row[i]! * data[at]!);
        }
      }
    });
  }

  addMembers(rows: Float32Array, out: Float32Array, members: number): void {
    this.#each(({ data, offset, rowStride, columnStride, columns }, first) => {
      for (let j = 0; j < columns; j++) {
        const to = (first + j) * members;
        for (let i = 0; i < this.inputs; i++) {
          const weight = data[offset + i * rowStride + j * columnStride]!;
          for (let m = 0; m < members; m++) out[to + m]! += weight * rows[i * members + m]!;
        }
      }
    });
  }

  map(change: (weight: number) => number): Matrix {
    return Matrix.of(this.values.map(change), this);
  }

  columns(from: number, to: number): Matrix {
    const cut: Block[] = [];
    this.#each((block, first) => {
      const [start, end] = [Math.max(from, first), Math.min(to, first + block.columns)];
      if (start >= end) return;
      const offset = block.offset + (start - first) * block.columnStride;
      cut.push({ ...block, offset, columns: end - start });
    });
    return new Matrix(cut, this.inputs);
  }

  #each(work: (block: Block, first: number) => void): void {
    let first = 0;
    for (const block of this.blocks) {
      work(block, first);
      first += block.columns;
    }
  }
}

/** Four rows at a time: the sums are read and written once for all of them. */
function addRows(block: Block, row: Float64Array, out: Float64Array): void {
  const { data, offset, rowStride, columnStride, columns } = block;
  let i = 0;
  for (; i + 3 < row.length; i += 4) {
    const [x0, x1, x2, x3] = [row[i]!, row[i + 1]!, row[i + 2]!, row[i + 3]!];
    let a = offset + i * rowStride;
    let [b, c, d] = [a + rowStride, a + 2 * rowStride, a + 3 * rowStride];
    for (let j = 0; j < columns; j++) {
      out[j]! += x0 * data[a]! + x1 * data[b]! + (x2 * data[c]! + x3 * data[d]!);
      a += columnStride;
      b += columnStride;
      c += columnStride;
      d += columnStride;
    }
  }
  for (; i < row.length; i++) {
    let at = offset + i * rowStride;
    for (let j = 0; j < columns; j++, at += columnStride) out[j]! += row[i]! * data[at]!;
  }
}

/** The same where the weights of one column lie side by side. */
function addColumns(block: Block, row: Float64Array, out: Float64Array): void {
  const { data, offset, rowStride, columnStride, columns } = block;
  for (let j = 0; j < columns; j++) {
    let [sum, at] = [0, offset + j * columnStride];
    for (let i = 0; i < row.length; i++, at += rowStride) sum += row[i]! * data[at]!;
    out[j]! += sum;
  }
}
