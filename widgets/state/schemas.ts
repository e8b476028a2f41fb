// What the saved state of our models may be. A notebook or page can hold anything under our names; what does not fit is not drawn.
// Every trait may be absent: the browser knows the defaults.
import { finite, oneOf, whole, type Schema } from '../../src/schema/schema.js';
import * as v from '../../src/schema/valibot.js';

const text = v.pipe(
  v.string('a text'),
  v.maxLength(1 << 16, 'a text of at most 65,536 characters'),
);
const texts = v.array(text, 'a list of texts');
const count = whole(0);
const numbers = v.array(finite(), 'a list of numbers');
const pair = (item: Schema) => v.tuple([item, item], 'a pair');
/** A CSS colour, in whatever notation; an address is none. */
const color = v.pipe(
  v.string('a colour'),
  v.regex(/^(?!.*(url|image|var|attr)\s*\()[#\w\s.,%()/+-]{0,100}$/i, 'a colour'),
);

/** An array; its bytes stand beside the state and come back before it is drawn. */
const array = v.object(
  {
    dtype: oneOf('float64', 'float32', 'int32', 'uint8'),
    shape: v.pipe(v.array(count, 'a shape'), v.maxLength(8, 'a shape of at most 8 axes')),
  },
  'an array',
);

const quantity = oneOf('gate', 'hidden', 'cell', 'error', 'weight', 'magnitude', 'value');
const cmap = v.union([text, texts], 'a colour map');
const place = v.nullable(pair(count));

const stats = v.object({
  ...{ min: v.nullable(finite()), max: v.nullable(finite()), mean: v.nullable(finite()) },
  ...{ minAt: place, maxAt: place, nan: count, infinite: v.optional(pair(count)) },
});

const facet = v.object({
  ...{ title: text, shape: pair(count), pooled: whole(1), data: array },
  ...{ low: v.nullable(array), high: v.nullable(array), stats, quantity },
});

const cell = v.object({ facet: count, row: count, column: count });

/** No browser draws on a canvas that is larger. */
const mostPixels = 32_767;

/** A width or height in CSS pixels. */
const pixels = v.custom<number>(
  (value) => typeof value === 'number' && value >= 0 && value <= mostPixels,
  `a number of at most ${mostPixels} pixels`,
);

/** Traits of every picture. */
const picture = {
  ...{ description: text, title: text, xlabel: v.nullable(text), ylabel: v.nullable(text) },
  ...{ width: v.nullable(pixels), height: v.nullable(pixels) },
  ...{ language: oneOf('auto', 'en', 'zh'), link: v.nullable(text) },
};

const shared = {
  ...{ hover: v.nullable(cell), step: v.nullable(finite()), unit: v.nullable(finite()) },
  selection: v.nullable(v.object({ rows: pair(finite()), columns: pair(finite()) })),
  ...{ xlim: v.nullable(pair(finite())), ylim: v.nullable(pair(finite())) },
  ...{ vmin: v.nullable(finite()), vmax: v.nullable(finite()) },
};

const of = (traits: v.ObjectEntries): Schema => v.partial(v.object(traits, 'a state'));
const ofPicture = (traits: v.ObjectEntries): Schema => of({ ...picture, ...shared, ...traits });

const heatmap = ofPicture({
  ...{ facets: v.array(facet, 'a list of panels'), cmap, fit: v.boolean() },
  norm: v.object({ type: oneOf('linear', 'centered', 'twoslope', 'log', 'power', 'robust') }),
  ...{ edgecolors: color, badcolor: color, alarmcolor: color, edges: oneOf('auto', 'always') },
  ticksAt: oneOf('center', 'edge'),
  ...{ origin: oneOf('lower', 'upper'), xticks: v.nullable(numbers), yticks: v.nullable(numbers) },
  ...{ xticklabels: v.nullable(texts), yticklabels: v.nullable(texts) },
  ...{ columnNames: v.nullable(texts), rowNames: v.nullable(texts) },
  ...{ separators: numbers, partNames: texts, colorbar: v.boolean(), colorbarLabel: text },
  ...{ sharedColorbar: v.boolean(), sharedBy: oneOf('all', 'quantity'), marginals: v.boolean() },
  ...{ extend: oneOf('auto', 'neither', 'min', 'max', 'both'), rowOrder: v.nullable(numbers) },
  ...{ facetDirection: oneOf('row', 'column'), aggregate: oneOf('extreme', 'mean', 'min', 'max') },
  order: oneOf('none', 'value', 'timescale', 'cluster', 'custom'),
});

const errorTable = ofPicture({
  columns: v.array(
    v.object({
      name: text,
      label: text,
      kind: oneOf('index', 'value', 'error', 'ulp'),
      values: array,
    }),
    'a list of columns',
  ),
  ...{ total: count, measures: v.array(v.object({ label: text, value: text }), 'a list') },
  verdict: oneOf('rounding', 'convention', 'unexplained', 'undecided', ''),
  ...{ progress: v.nullable(finite()), verdictText: text, repair: text, source: text },
  curve: v.nullable(v.object({ max: array, mean: array, band: v.nullable(array) })),
  map: v.nullable(facet),
  tried: v.array(
    v.object({ label: text, maxAbs: v.nullable(finite()), steps: count, explains: v.boolean() }),
    'a list of readings',
  ),
  sort: v.object({ column: text, descending: v.boolean() }),
  ...{ filter: text, row: v.nullable(finite()) },
});

const gate = v.object({
  ...{ name: text, activation: text, W: array, U: array, b: array },
  recurrentBias: v.nullable(array),
});

const cellDiagram = ofPicture({
  ...{ cell: oneOf('lstm', 'gru', 'rnn'), resetAfter: v.boolean(), backwards: v.boolean() },
  ...{ updateRule: oneOf('keep', 'update'), input: v.nullable(array) },
  ...{
    series: v.record(v.string(), array, 'series by name'),
    gates: v.array(gate, 'a list of gates'),
  },
  ...{ initialHidden: v.nullable(array), initialCell: v.nullable(array), outputActivation: text },
  atCursor: v.boolean(),
  ...{ opened: v.nullable(text), columnNames: v.nullable(texts), featureNames: v.nullable(texts) },
});

const named = v.object({ name: text, values: array });

const chartPanel = v.object({
  title: text,
  series: v.array(v.object({ name: text, x: v.nullable(array), y: array }), 'a list of series'),
});

const lines = ofPicture({
  ...{ series: v.array(named, 'a list of series'), units: v.nullable(numbers) },
  band: v.nullable(v.object({ low: array, high: array, name: text })),
  ...{ columnNames: v.nullable(texts), yscale: oneOf('linear', 'log'), legend: v.boolean() },
});

/** Model → what its state may be. A widget of a person's own has traits of any kind; its code is text. */
export const stateSchemas: Readonly<Record<string, Schema>> = {
  HeatmapModel: heatmap,
  ErrorTableModel: errorTable,
  CellDiagramModel: cellDiagram,
  LinesModel: lines,
  ChartModel: ofPicture({
    mark: oneOf('bars', 'histogram', 'points', 'path'),
    panels: v.array(chartPanel, 'a list of panels'),
    ...{ names: v.nullable(texts), timed: v.boolean() },
  }),
  WeightsModel: ofPicture({
    blocks: v.array(named, 'a list of blocks'),
    cmap,
    bins: whole(1, 10_000),
  }),
  TokensModel: ofPicture({
    tokens: texts,
    values: v.nullable(array),
    quantity,
    cmap,
    fit: v.boolean(),
  }),
  GateLinkModel: of({ ...shared, traits: texts }),
  CustomModel: of({ description: text, _esm: v.string('a text'), _css: v.string('a text') }),
};
