import assert from 'node:assert/strict';
import { parseCsv } from '../../../src/arrays/csv.js';
import { bytesSource } from '../../../src/files/bytes-source.js';

const parse = (text: string) =>
  parseCsv(bytesSource('x.csv', new TextEncoder().encode(text))).toArray();

describe('a .csv of numbers', () => {
  it('is read with semicolons and decimal commas, also where only some numbers have them', () => {
    assert.deepEqual(parse('1,5;2,5\n3,5;4,25\n'), [[1.5, 2.5], [3.5, 4.25]]); // prettier-ignore
    assert.deepEqual(parse('1,5;2\n2;3\n'), [[1.5, 2], [2, 3]]); // prettier-ignore
    assert.deepEqual(parse('time;value\n0;1,5\n1;-2,75e-1\n'), [[0, 1.5], [1, -0.275]]); // prettier-ignore
    assert.deepEqual(parse('1,5\t2\n,5\t-3,\n'), [[1.5, 2], [0.5, -3]]); // prettier-ignore
    assert.deepEqual(parse('1.5;2\n3;4\n'), [[1.5, 2], [3, 4]]); // prettier-ignore
  });

  it('is read with commas, tabs or spaces, with comments and empty lines', () => {
    assert.deepEqual(parse('# t, x\n\n1, 2.5\r\n-3,inf\n'), [[1, 2.5], [-3, Infinity]]); // prettier-ignore
    assert.deepEqual(parse('1  2.5\n3 1e3\n'), [[1, 2.5], [3, 1000]]); // prettier-ignore
    assert.deepEqual(parse('\ufeff1\n2\n'), [[1], [2]]);
  });

  it('has names in its first row only where no cell of it is a number, nan or empty', () => {
    assert.deepEqual(parse('t,x\n1,2\n'), [[1, 2]]);
    assert.deepEqual(parse('1,nan\n3,4\n'), [[1, NaN], [3, 4]]); // prettier-ignore
    assert.deepEqual(parse('nan\n4\n'), [[NaN], [4]]);
    assert.throws(() => parse('1,\n3,4\n'), /x\.csv: a cell of line 1 is empty; write nan/);
    assert.throws(() => parse(',t,x\n0,1,2\n'), /line 1 is empty/);
    assert.throws(() => parse('t,2024\n1,2\n'), /'t' in line 1 is no number/);
    assert.throws(() => parse('1,5;x\n2;3\n'), /'x' in line 1 is no number/);
  });

  it('is refused where a number could be read in two ways, or not at all', () => {
    assert.throws(
      () => parse('1,5;2\n1.500;3\n'),
      /line 2 has a decimal point and line 1 a decimal comma/,
    );
    assert.throws(() => parse('1.234,5;2\n'), /'1\.234,5' in line 1 is no number/);
    assert.throws(() => parse('1,2\n3\n'), /line 2 has 1 cells where the first has 2/);
    assert.throws(() => parse('1,0x10\n'), /'0x10' in line 1 is no number/);
    assert.throws(() => parse('1,2\n\n3,x\n'), {
      name: 'BadFileError',
      file: 'x.csv',
      message: /'x' in line 3/,
    });
    assert.throws(() => parse('a,b\n'), /holds no numbers/);
  });
});
