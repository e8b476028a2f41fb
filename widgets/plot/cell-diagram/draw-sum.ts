// The sum that made a gate, opened: every product as a bar from where the sum stood before it.
import { alignedFormat } from '../text/numbers.js';
import { fitText } from '../text/measure.js';
import type { Say } from '../text/words.js';
import { fontFamily } from '../tree/font.js';
import { h, type Tree } from '../tree/tree.js';
import { formatValue, signOf } from './shapes.js';
import type { GateSum, Term } from './sums.js';
import { largest, smallest } from '../../../src/lists/extremes.js';

/** A bar of the sum: one term, or those that are too many to be shown one by one. */
interface Step {
  readonly label: string;
  readonly detail: string;
  readonly product: number;
  readonly kind: Term['kind'];
}

const shown = { input: 6, recurrent: 12 } as const;

const colors = { input: '#E69F00', recurrent: '#0072B2', bias: '#7F7F7F' } as const;

/** Names of features, and the words of a language. */
export interface SumNames {
  /** A name for each feature of the input; null counts them. */
  readonly features: readonly string[] | null;
  /** The words of the picture's language. */
  readonly say: Say;
}

function labelOf({ kind, index, of }: Term, { features, say }: SumNames): string {
  if (kind === 'bias' && of) return say(of === 'input' ? 'inputBias' : 'recurrentBias');
  if (kind === 'bias') return say('bias');
  if (kind === 'recurrent') return `h[${index}]`;
  return features?.[index ?? 0] ?? `x[${index}]`;
}

/** The largest products of a kind, in the order of their index, and the rest as one. */
function stepsOf(terms: readonly Term[], most: number, names: SumNames): Step[] {
  const bySize = [...terms].sort((a, b) => Math.abs(b.product) - Math.abs(a.product));
  const chosen = new Set(bySize.slice(0, most));
  const steps = terms
    .filter((term) => chosen.has(term))
    .map((term) => ({
      label: labelOf(term, names),
      detail:
        term.kind === 'bias' && term.value === 1
          ? ''
          : `${formatValue(term.weight)} × ${formatValue(term.value)}`,
      product: term.product,
      kind: term.kind,
    }));
  const rest = terms.filter((term) => !chosen.has(term));
  if (rest.length === 0) return steps;
  const product = rest.reduce((sum, term) => sum + term.product, 0);
  return [
    ...steps,
    { label: names.say('others', rest.length), detail: '', product, kind: rest[0]!.kind },
  ];
}

const rowHeight = 25;
const font = 16;

/** Where the columns end or begin, in the picture's own pixels. */
const columns = {
  width: 1080,
  label: 150,
  detail: 330,
  bars: 360,
  barsEnd: 960,
  number: 1064,
} as const;

/** What the steps of a sum share: where values lie, and how products are written so that their points stand below each other. */
interface SumScale {
  readonly x: (value: number) => number;
  readonly format: (value: number) => string;
}

function drawStep(step: Step, from: number, y: number, { x, format }: SumScale): Tree {
  const [a, b] = [x(from), x(from + step.product)];
  return h(
    'g',
    {},
    h(
      'text',
      { x: columns.label, y: y + 17, 'text-anchor': 'end' },
      fitText(step.label, 144, font),
    ),
    h('text', { x: columns.detail, y: y + 17, 'text-anchor': 'end', opacity: 0.75 }, step.detail),
    h('rect', {
      x: Math.min(a, b),
      y: y + 3,
      width: Math.max(1, Math.abs(b - a)),
      height: rowHeight - 6,
      fill: colors[step.kind],
    }),
    h('line', {
      x1: b,
      x2: b,
      y1: y + 3,
      y2: y + rowHeight + 3,
      stroke: 'currentColor',
      opacity: 0.5,
    }),
    h('text', { x: columns.number, y: y + 17, 'text-anchor': 'end' }, format(step.product)),
  );
}

/** The steps of a sum, and what the sum was before each. */
function walk(sum: GateSum, names: SumNames): { steps: Step[]; starts: number[] } {
  const of = (kind: Term['kind']): Term[] => sum.terms.filter((term) => term.kind === kind);
  const steps = [
    ...stepsOf(of('input'), shown.input, names),
    ...stepsOf(of('recurrent'), shown.recurrent, names),
    ...stepsOf(of('bias'), 2, names),
  ];
  let at = 0;
  const starts = steps.map((step) => {
    const from = at;
    at += step.product;
    return from;
  });
  return { steps, starts };
}

const kindWords = { input: 'inputPart', recurrent: 'recurrentPart', bias: 'bias' } as const;

/** What the colours mean, with the sum of each part. */
const drawKey = (sum: GateSum, { say }: SumNames): Tree[] =>
  (['input', 'recurrent', 'bias'] as const).flatMap((kind, i) => {
    const part = sum.terms.filter((term) => term.kind === kind);
    const total = part.reduce((all, term) => all + term.product, 0);
    const x = columns.bars + i * 200;
    return [
      h('rect', { x, y: 6, width: 15, height: 15, fill: colors[kind] }),
      h(
        'text',
        { x: x + 23, y: 19 },
        `${say(kindWords[kind])} `,
        h('tspan', { 'font-weight': 600 }, formatValue(total)),
      ),
    ];
  });

/** The last lines: the sum, and what the activation makes of it. */
function drawResult(sum: GateSum, y: number, { x, format }: SumScale, label: string): Tree[] {
  const result = `${sum.name} = ${signOf(sum.activation)}(${formatValue(sum.total)}) = ${formatValue(sum.output)}`;
  const strong = { stroke: 'currentColor', 'stroke-width': 5 };
  const bold = { 'text-anchor': 'end', 'font-weight': 600 };
  return [
    h('text', { x: columns.label, y: y + 23, ...bold }, label),
    h('text', { x: columns.number, y: y + 23, ...bold }, format(sum.total)),
    h('line', { x1: x(0), x2: x(sum.total), y1: y + 17, y2: y + 17, ...strong }),
    h('text', { x: columns.number, y: y + 56, ...bold, 'font-size': 22 }, result),
  ];
}

/** Draws the sum as a list of bars. */
export function drawSum(sum: GateSum, names: SumNames): Tree {
  const { steps, starts } = walk(sum, names);
  const reached = [0, sum.total, ...starts, ...starts.map((from, i) => from + steps[i]!.product)];
  const [low, high] = [smallest(reached), largest(reached)];
  const x = (value: number): number =>
    columns.bars + ((value - low) / (high - low || 1)) * (columns.barsEnd - columns.bars);
  const format = alignedFormat([...steps.map(({ product }) => product), sum.total]);
  const bottom = 36 + steps.length * rowHeight;
  const zero = { x1: x(0), x2: x(0), y1: 30, y2: bottom + 6, 'stroke-dasharray': '3 3' };
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'gl-sum',
      viewBox: `0 0 ${columns.width} ${bottom + 68}`,
      width: columns.width,
      height: bottom + 68,
      role: 'img',
      'aria-label': `${names.say('sum')}: ${sum.name} = ${signOf(sum.activation)}(${formatValue(sum.total)}) = ${formatValue(sum.output)}`,
      'font-family': fontFamily,
      'font-size': font,
      color: 'var(--jp-content-font-color1, #1f1f1f)',
      fill: 'currentColor',
      style: 'width:100%;max-width:1280px;height:auto',
    },
    drawKey(sum, names),
    h('line', { ...zero, stroke: 'currentColor' }),
    steps.map((step, i) => drawStep(step, starts[i]!, 30 + i * rowHeight, { x, format })),
    drawResult(sum, bottom, { x, format }, names.say('sum')),
  );
}
