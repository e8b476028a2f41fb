// The sum that made a gate, opened: every product as a bar from where the sum stood before it.
import { fitText } from '../text/measure.js';
import type { Say } from '../text/words.js';
import { fontFamily } from '../tree/font.js';
import { h, type Tree } from '../tree/tree.js';
import { formatValue, signOf } from './shapes.js';
import type { GateSum, Term } from './sums.js';

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
  readonly features: readonly string[] | null;
  readonly say: Say;
}

function labelOf({ kind, index }: Term, { features, say }: SumNames): string {
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

const rowHeight = 19;

function drawStep(step: Step, from: number, y: number, x: (value: number) => number): Tree {
  const [a, b] = [x(from), x(from + step.product)];
  return h(
    'g',
    {},
    h('text', { x: 118, y: y + 13, 'text-anchor': 'end' }, fitText(step.label, 112, 12)),
    h('text', { x: 248, y: y + 13, 'text-anchor': 'end', opacity: 0.75 }, step.detail),
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
    h('text', { x: 850, y: y + 13, 'text-anchor': 'end' }, formatValue(step.product)),
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

const drawKey = ({ say }: SumNames): Tree[] =>
  (['input', 'recurrent', 'bias'] as const).flatMap((kind, i) => [
    h('rect', { x: 268 + i * 110, y: 6, width: 12, height: 12, fill: colors[kind] }),
    h('text', { x: 285 + i * 110, y: 16 }, say(kindWords[kind])),
  ]);

/** Draws the sum as a list of bars, 860 pixels wide. */
export function drawSum(sum: GateSum, names: SumNames): Tree {
  const { steps, starts } = walk(sum, names);
  const reached = [0, sum.total, ...starts, ...starts.map((from, i) => from + steps[i]!.product)];
  const [low, high] = [Math.min(...reached), Math.max(...reached)];
  const x = (value: number): number => 268 + ((value - low) / (high - low || 1)) * 500;
  const bottom = 30 + steps.length * rowHeight;
  const result = `${sum.name} = ${signOf(sum.activation)}(${formatValue(sum.total)}) = ${formatValue(sum.output)}`;
  const dashed = { stroke: 'currentColor', 'stroke-dasharray': '3 3' };
  const strong = { stroke: 'currentColor', 'stroke-width': 4 };
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'gl-sum',
      viewBox: `0 0 860 ${bottom + 46}`,
      width: 860,
      height: bottom + 46,
      role: 'img',
      'aria-label': `${names.say('sum')}: ${result}`,
      'font-family': fontFamily,
      'font-size': 12,
      color: 'var(--jp-content-font-color1, #1f1f1f)',
      fill: 'currentColor',
      style: 'max-width:100%;height:auto',
    },
    drawKey(names),
    h('line', { x1: x(0), x2: x(0), y1: 24, y2: bottom + 6, ...dashed }),
    steps.map((step, i) => drawStep(step, starts[i]!, 24 + i * rowHeight, x)),
    h(
      'text',
      { x: 118, y: bottom + 18, 'text-anchor': 'end', 'font-weight': 600 },
      names.say('sum'),
    ),
    h(
      'text',
      { x: 850, y: bottom + 18, 'text-anchor': 'end', 'font-weight': 600 },
      formatValue(sum.total),
    ),
    h('line', { x1: x(0), x2: x(sum.total), y1: bottom + 13, y2: bottom + 13, ...strong }),
    h(
      'text',
      { x: 850, y: bottom + 38, 'text-anchor': 'end', 'font-weight': 600, 'font-size': 14 },
      result,
    ),
  );
}
