// A cell diagram as it is saved: the wiring, the opened sum below it, and their numbers.
import { csvField } from '../heatmap/cells-as-text.js';
import type { SavedPicture } from '../save/saved-picture.js';
import { h, type Tree } from '../tree/tree.js';
import type { CellSpec } from './spec.js';
import { gateSum, valueAt, type Moment, type Term } from './sums.js';

/** The drawings that are shown, and what they show. */
export interface ShownCell {
  /** What files are named after; empty for none. */
  readonly title: string;
  /** The cell over time. */
  readonly spec: CellSpec;
  /** The step and unit that are shown. */
  readonly moment: Moment;
  /** The gate whose sum is opened; null where none is. */
  readonly opened: string | null;
  /** The diagram. */
  readonly cell: Tree;
  /** The opened sum; null where none is. */
  readonly sum: Tree | null;
}

const size = ({ attributes }: Tree): [number, number] => [
  Number(attributes['width']),
  Number(attributes['height']),
];

const placed = (tree: Tree, y: number): Tree => ({
  ...tree,
  attributes: { ...tree.attributes, y, style: null },
});

function drawBoth({ cell, sum }: ShownCell): Tree {
  const [width, height] = size(cell);
  const [wide, high] = sum ? size(sum) : [0, 0];
  const whole = [Math.max(width, wide), height + high] as const;
  return h(
    'svg',
    {
      ...cell.attributes,
      style: null,
      viewBox: `0 0 ${whole.join(' ')}`,
      width: whole[0],
      height: whole[1],
    },
    placed(cell, 0),
    sum && placed(sum, height),
  );
}

const nameOf = ({ kind, index, of }: Term): string => {
  if (kind === 'bias') return of === 'recurrent' ? 'recurrent bias' : 'bias';
  return `${kind === 'input' ? 'x' : 'h'}[${index}]`;
};

/** What is shown: every series at the moment, and each product of the opened sum. */
export function savedCell(shown: ShownCell): SavedPicture {
  const { title, spec, moment, opened } = shown;
  return {
    title: title || `${spec.cell} unit ${moment.unit} step ${moment.step}`,
    kind: 'cell',
    draw: () => drawBoth(shown),
    text(separator) {
      const values = Object.keys(spec.series).map((name) => [name, String(valueAt(spec, name, moment))]); // prettier-ignore
      const terms = opened === null ? [] : gateSum(spec, opened, moment).terms;
      const sums = terms.map((term) => [
        nameOf(term),
        ...[term.weight, term.value, term.product].map(String),
      ]);
      const head = opened === null ? [] : [[], [`sum of ${opened}`, 'weight', 'value', 'product']];
      return (
        [['series', 'value'], ...values, ...head, ...sums]
          .map((row) => row.map((field) => csvField(field, separator)).join(separator))
          .join('\n') + '\n'
      );
    },
  };
}
