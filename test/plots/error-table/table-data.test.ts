import assert from 'node:assert/strict';
import {
  cellText,
  exactText,
  filterRows,
  openTable,
  sortRows,
  tableAsText,
} from '../../../widgets/plot/error-table/table-data.js';
import { encodeArray, type ErrorColumn } from '../../../widgets/state/index.js';

const column = (name: string, kind: ErrorColumn['kind'], values: number[]): ErrorColumn => ({
  name,
  label: name,
  kind,
  values: encodeArray(Float64Array.from(values), [values.length]),
});

const data = openTable([
  column('step', 'index', [0, 1, 2, 3]),
  column('unit', 'index', [3, 3, 1, 0]),
  column('absolute', 'error', [1e-7, 5e-8, NaN, 2e-7]),
]);

describe('filterRows(data, filter)', () => {
  const rows = (filter: string): number[] => [...filterRows(data, filter)];
  it('passes all rows without a filter', () => assert.deepEqual(rows(''), [0, 1, 2, 3]));
  it('compares a column with a number', () => assert.deepEqual(rows('absolute>6e-8'), [0, 3]));
  it('wants all of several clauses', () =>
    assert.deepEqual(rows('unit = 3, absolute<=1e-7 step>=1'), [1]));
  it('takes a bare number for a step or a unit', () => assert.deepEqual(rows('3'), [0, 1, 3]));
  it('waits while a clause is unfinished', () => assert.deepEqual(rows('unit='), [0, 1, 2, 3]));
});

describe('sortRows(data, rows, sort)', () => {
  const all = Int32Array.from([0, 1, 2, 3]);
  const sorted = (name: string, descending: boolean): number[] => [
    ...sortRows(data, all, { column: name, descending }),
  ];
  it('puts the worst first and NaN last', () =>
    assert.deepEqual(sorted('absolute', true), [3, 0, 1, 2]));
  it('keeps NaN last the other way round', () =>
    assert.deepEqual(sorted('absolute', false), [1, 0, 3, 2]));
  it('keeps equal rows in the order they came', () =>
    assert.deepEqual(sorted('unit', true), [0, 1, 2, 3]));
});

describe('openTable(columns)', () => {
  it('refuses columns of different length', () => {
    assert.throws(
      () => openTable([column('a', 'value', [1, 2]), column('b', 'value', [1])]),
      /The column "b" has 1 rows instead of 2/,
    );
  });
  it('says when numbers are missing, as in a notebook saved without them', () => {
    const missing = {
      ...column('a', 'value', [1]),
      values: { dtype: 'float64' as const, shape: [1], buffer: null },
    };
    assert.throws(() => openTable([missing]), /not saved/);
  });
});

describe('texts', () => {
  it('writes errors with a power of ten and indices whole', () => {
    assert.equal(cellText(data.columns[2]!, 0), '1.00e−7');
    assert.equal(cellText(data.columns[1]!, 0), '3');
  });
  it('copies full precision', () => {
    assert.equal(tableAsText(data, [3, 1], ','), 'step,unit,absolute\n3,0,2e-7\n1,3,5e-8\n');
  });
});

describe('a row of the table', () => {
  it('shows four digits under each other, and tells all of them', () => {
    const wire = (values: number[]) => encodeArray(Float64Array.from(values), [values.length]);
    const { columns } = openTable([
      { name: 'ours', label: 'ours', kind: 'value', values: wire([-0.12345678912345, 0.5]) },
      { name: 'reference', label: 'reference', kind: 'value', values: wire([-0.1234, 12.5]) },
    ]);
    assert.deepEqual(
      columns.map((column) => [cellText(column, 0), cellText(column, 1)]),
      [
        ['−0.12', '0.50'],
        ['−0.12', '12.50'],
      ],
    );
    assert.equal(exactText(columns[0]!, 0), '−0.12345678912345');
  });
});
