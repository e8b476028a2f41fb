import type { Layer } from '../../../src/api/layer.js';
import { asNdArray, type ArrayInput } from '../../../src/ndarray/as-nd-array.js';
import type { NdArray } from '../../../src/ndarray/nd-array.js';
import { isSingle, type Trace } from '../../../src/trace/trace.js';
import { gateWords, speaker } from '../../plot/text/words.js';
import { HTML, VBox } from '../controls/controls.generated.js';
import { escapeHtml } from '../core/escape-html.js';
import type { MimeBundle } from '../core/mime-bundle.js';
import type { Widget } from '../core/widget.js';
import { cellDiagram, hasPlainCell, type CellDiagram } from './cell-diagram.js';
import { GateLink } from './gate-link.js';
import { heatmap, type Heatmap } from './heatmap.js';
import type { HeatmapOptions } from './heatmap-options.js';
import { lines, type Lines } from './lines.js';
import { tokens, type Tokens } from './tokens.js';
import { quantityOf } from './origin.js';
import { joinLink } from './trace-link.js';

/** Options of `explore`. */
export interface ExploreOptions extends Pick<HeatmapOptions, 'order' | 'language' | 'fit'> {
  /** Which sample of a batch; the first one unless told. */
  readonly sample?: number;
  /** Which direction of a bidirectional layer. */
  readonly direction?: 'forward' | 'backward';
  /** Pieces of text, one for each step, which then stand on top in place of the input. */
  readonly tokens?: readonly string[];
  /** Names of the input's features. */
  readonly featureNames?: readonly string[];
  /** What is looked at first: the largest error where there is a reference, else the first step of the first unit. */
  readonly step?: number;
  /** The unit that is looked at first, likewise. */
  readonly unit?: number;
  /** A link with views of other cells. */
  readonly link?: GateLink;
}

/** Series from top to bottom, those that share colours together. */
const letters = ['i', 'f', 'o', 'z', 'r', 'g', 'n', 'c', 'h'] as const;

/** Curves of the input that can be told apart. */
const mostCurves = 8;

/** Numbers that a cell diagram may hold in the browser, all series together. */
const mostDrawn = 1 << 23;

/** Pixels of height for each series, its title included. */
const heightEach = 112;

/** The parts of an exploration, all over the same steps. */
interface Parts {
  readonly input: Lines | Tokens;
  readonly series: Heatmap;
  readonly diagram: CellDiagram | null;
}

/** One instrument for one sample of a trace: its input, every gate and state below on the same time axis, and the cell with its numbers. */
export class Exploration extends VBox {
  readonly #trace: Trace<Layer>;
  /** The input as curves, or the text. */
  readonly input: Lines | Tokens;
  /** Gates and states, and the error where there is a reference. */
  readonly series: Heatmap;
  /** The cell at the cursor; null where its wiring is not one that is drawn, or its numbers are too many. */
  readonly diagram: CellDiagram | null;

  constructor(trace: Trace<Layer>, { input, series, diagram }: Parts) {
    super({ children: [input, series, diagram ?? missingDiagram(trace)] as Widget[] });
    this.#trace = trace;
    this.input = input;
    this.series = series;
    this.diagram = diagram;
  }

  override staticBundle(): MimeBundle {
    return { ...super.staticBundle(), 'text/plain': String(this.#trace) };
  }
}

/** Says why there is no diagram. */
function missingDiagram(trace: Trace<Layer>): HTML {
  const why = hasPlainCell(trace)
    ? `${trace.layer.name} has too many numbers for a cell diagram: cellDiagram(…) of a trace of fewer steps draws it`
    : trace.start.amended
      ? `Interventions have changed ${trace.start.amended.join(', ')} of ${trace.layer.name} in this run: its sums would not lead to its numbers`
      : `The cell of ${trace.layer.name} is stacked, or has peepholes, a projection or a state that was held, for which there is no cell diagram`;
  return new HTML({ value: `<small>${escapeHtml(why)}</small>` });
}

/** Whether a trace's series are matrices of steps × units, which `explore` shows. */
export function canExplore(trace: Trace): boolean {
  const axes = isSingle(trace) ? 2 : 3;
  return trace.series.every((name) => {
    const { dimension, size } = trace.get(name);
    return dimension === axes && size > 0;
  });
}

/**
 * Shows a trace as one instrument: input (or `tokens`) on top, gates and states below on one time axis with their units in one order, the error
 * beside `reference` where there is one, and the cell with an open sum at the cursor.
 * `reference` has the shape of h: time × units, or samples × time × units.
 * @throws RangeError for series that are no matrices, and for a reference of another shape
 */
export function explore(
  trace: Trace<Layer>,
  reference?: ArrayInput,
  options: ExploreOptions = {},
): Exploration {
  if (!canExplore(trace)) {
    throw new RangeError(
      `The series of layer "${trace.layer.name}" are no matrices of steps × units: pick what is to be drawn and hand it to heatmap`,
    );
  }
  const { directions } = trace.start;
  const backwards = options.direction === 'backward';
  const { prefix = '' } = directions.find((each) => each.backwards === backwards) ?? {};
  const one = (array: NdArray) => (array.dimension > 2 ? array.pick(options.sample ?? 0) : array);
  const state = trace.series.includes(`${prefix}h`) ? `${prefix}h` : trace.series.at(-1)!;
  const hidden = one(trace.get(state));
  const error = reference ? errorOf(hidden, one(asNdArray(reference, 'The reference'))) : null;
  const place = placeOf(error, options);
  const link = options.link ?? joinLink(trace, place) ?? new GateLink(place);
  const shared = { ...place, link, ...(options.language && { language: options.language }) };
  return new Exploration(trace, {
    input: inputOf(one(trace.input), hidden, { ...options, ...shared }),
    series: seriesOf(trace, { prefix, one, error }, { ...options, ...shared }),
    diagram: diagramOf(trace, { ...options, ...shared }),
  });
}

/** Computed minus reference. @throws RangeError where the shapes differ */
function errorOf(hidden: NdArray, reference: NdArray): NdArray {
  if (hidden.shape.join() === reference.shape.join()) return hidden.sub(reference) as NdArray;
  throw new RangeError(
    `The reference has the shape ${reference.shape.join(' × ')}, but the states to be compared have ${hidden.shape.join(' × ')}: hand in the reference of this sample and direction`,
  );
}

function placeOf(error: NdArray | null, { step, unit }: ExploreOptions) {
  let worst = { step: 0, unit: 0, size: -1 };
  const [steps = 0, units = 0] = error?.shape ?? [];
  for (let k = 0; k < steps * units; k++) {
    const [t, u] = [Math.floor(k / units), k % units];
    const size = Math.abs(error!.get(t, u));
    if (size > worst.size) worst = { step: t, unit: u, size };
  }
  return { step: step ?? worst.step, unit: unit ?? worst.unit };
}

type Shared = ExploreOptions & { readonly step: number; readonly unit: number };

function inputOf(input: NdArray, hidden: NdArray, options: Shared): Lines | Tokens {
  const { step, unit, link, language = 'auto', tokens: pieces, featureNames } = options;
  const traits = { step, unit, language, link: link ?? null };
  if (pieces) return tokens(pieces, hidden, traits);
  const [, features = 1] = input.shape;
  const curves = Array.from({ length: Math.min(features, mostCurves) }, (_, feature) => [
    featureNames?.[feature] ?? `x[${feature}]`,
    input.pick(null, feature),
  ]);
  const few = features > mostCurves ? `: the first ${mostCurves} of ${features} features` : '';
  const title = `${speaker(language === 'zh' ? 'zh' : 'en')('inputPart')}${few}`;
  return lines(Object.fromEntries(curves) as Record<string, NdArray>, {
    ...traits,
    title,
    height: 170,
    xlabel: '',
  });
}

/** What is drawn of each series. */
interface SeriesParts {
  readonly prefix: string;
  readonly one: (array: NdArray) => NdArray;
  readonly error: NdArray | null;
}

function seriesOf(
  trace: Trace<Layer>,
  { prefix, one, error }: SeriesParts,
  { order = 'none', fit = false, language = 'auto', link, step, unit, ...options }: Shared,
): Heatmap {
  const ofCell = letters.map((letter) => prefix + letter);
  const named = ofCell.filter((name) => trace.series.includes(name));
  const names = named.length > 0 ? named : trace.series;
  const say = speaker(language === 'zh' ? 'zh' : 'en');
  const titleOf = (name: string): string => {
    const word = gateWords[name.slice(prefix.length)];
    return word ? `${name} ${say(word)}` : name;
  };
  const arrays = names.map((name) => one(trace.get(name)));
  return heatmap(error ? [...arrays, error] : arrays, {
    titles: [...names.map(titleOf), ...(error ? [`${prefix}h − ${say('reference')}`] : [])],
    ...(error && { quantity: [...names.map(quantityOf), 'error'] }),
    transpose: true,
    xlabel: null,
    ylabel: null,
    sharedBy: 'quantity',
    facetDirection: 'column',
    columnNames: options.tokens ?? null,
    height: 50 + heightEach * (names.length + (error ? 1 : 0)),
    ...{ order, fit, language, link: link ?? null, step, unit },
  });
}

function diagramOf(trace: Trace<Layer>, options: Shared): CellDiagram | null {
  const { sample = 0, direction, step, unit, link, language = 'auto', featureNames } = options;
  const [steps, units] = trace.get(trace.series.at(-1)!).shape.slice(-2) as [number, number];
  if (!hasPlainCell(trace) || steps * units * trace.series.length > mostDrawn) return null;
  const diagram = cellDiagram(trace, {
    ...{ sample, step, unit, language, link: link ?? null, atCursor: true },
    ...(direction && { direction }),
    ...(featureNames && { featureNames: [...featureNames] }),
    ...(options.tokens && { columnNames: [...options.tokens] }),
  });
  diagram.opened = diagram.gates.find(({ name }) => name === 'f')?.name ?? diagram.gates[0]!.name;
  return diagram;
}
