// States of the other views, as the tests hand them to a page.
import { fileURLToPath } from 'node:url';
import { compare, openModel, readArray } from '../../../../src/index.js';
import { errorTable } from '../../../../widgets/host/index.js';
import { gruState, lstmState } from '../../../plots/helpers/cells.js';
import { decodeArray, type CellDiagramState } from '../../../../widgets/state/index.js';
import { wire, type PageState } from './open-page.js';

/** Wire arrays as the page makes them anew. */
function forPage(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(forPage);
  if (typeof value !== 'object' || value === null) return value;
  if ('buffer' in value) {
    const { data, shape } = decodeArray(value as never);
    return wire(data, [...shape], 'float64');
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, forPage(inner)]));
}

const changed = ({ title, cell, resetAfter, input, series, gates }: CellDiagramState): PageState =>
  forPage({ title, cell, resetAfter, input, series, gates }) as PageState;

/** The small LSTM of the pictures. */
export const lstmForPage = (): PageState => changed(lstmState());

/** The small GRU of the pictures. */
export const gruForPage = (): PageState => changed(gruState());

/** An error table of so many rows: step i, unit i mod 7, error 10^-(i mod 50). */
export function tableForPage(rows: number): PageState {
  const column = (name: string, kind: string, value: (i: number) => number): PageState => ({
    name,
    label: name,
    kind,
    values: wire(
      Array.from({ length: rows }, (_, i) => value(i)),
      [rows],
      'float64',
    ),
  });
  return {
    title: 'h of test_layer',
    total: rows,
    verdict: 'rounding',
    verdictText: 'Inside the band.',
    measures: [{ label: 'max', value: '1' }],
    columns: [
      column('step', 'index', (i) => i),
      column('unit', 'index', (i) => i % 7),
      column('absolute', 'error', (i) => 10 ** -(i % 50)),
      column('ulp', 'ulp', (i) => i),
    ],
  };
}

const data = (name: string) =>
  fileURLToPath(new URL(`../../../../notebooks/data/sunspots-saturated${name}`, import.meta.url));

/** The table of a real comparison: the tutorial's layer on sample 114 beside what Keras returned for sample 113. */
export async function comparisonForPage(): Promise<PageState> {
  const model = await openModel(data('-keras2.h5'));
  const [X, H] = [await readArray(data('-X.npy')), await readArray(data('-h.npy'))];
  const trace = model.layer('test_layer').trace(X.pick(114, null, null));
  const comparison = compare(trace.h, H.pick(113, null, null));
  await comparison.diagnose();
  const table = errorTable(comparison);
  model.close();
  const traits = 'title columns total measures verdict verdictText repair source curve map tried';
  return forPage(
    Object.fromEntries(traits.split(' ').map((name) => [name, table.get(name as 'title')])),
  ) as PageState;
}
