import { fromStorage, toStorage } from '../../../ndarray/make.js';
import type { FlatState } from '../../../rounding/flat-cell.js';
import { runFlat } from '../../../rounding/forward.js';
import type { DamagedWeight, WrongStep } from '../damage.js';
import { damagedWeights } from '../damage.js';
import { flatCells } from '../flatten.js';
import { flatState } from '../run-direction.js';
import { flippedRows } from '../probe.js';
import type { Situation } from '../situation.js';
import { directionOf } from '../situation.js';
import type { Reading, ReadingFamily } from './reading.js';
import { withCells } from './reading.js';
import { largest } from '../../../lists/extremes.js';
import { told } from '../../words.js';

/** An error of this size is none of rounding within one step; the other units have to be so many times closer. */
const [smallest, apart] = [8e-6, 8] as const;
/** Weights that are tried at most. */
const most = 24;

/** One weight whose bits are others, as a damaged file leaves it: found from the first step that is wrong, in one unit alone. */
export const fileDamage: ReadingFamily = ({ situation, target }) => {
  const wrong = target && wrongStep(situation, target);
  if (!wrong) return [];
  return damagedWeights(wrong.step)
    .slice(0, most)
    .map((damage) => readingOf(damage, wrong.index, situation.setup.prefixes));
};

function readingOf(damage: DamagedWeight, index: number, prefixes: readonly string[]): Reading {
  const { kernel, gate, row, unit, stored, other } = damage;
  const name = `${prefixes[index]!}${kernel}.${gate}`;
  const place = kernel === 'W' || kernel === 'U' ? `${row}, ${unit}` : `${unit}`;
  const [ours, theirs] = [stored, other].map((x) => String(Number(x.toPrecision(6))));
  return {
    id: 'file-damage',
    label: told(`${name}[${place}] is ${theirs}`, `${name}[${place}] 为 ${theirs}`),
    details: { weight: name, row, unit, ours: stored, other },
    sentence: (who) =>
      `${who} follows from weights in which a single number differs in a few bits: ${name}[${place}] is ${theirs} there, and ${ours} in this file. One of the two files is damaged.`,
    source:
      'nothing that a framework defines: bits that were turned over on a disk or on the way; formats without checksums (safetensors, plain HDF5) do not notice',
    repair:
      'Run gatelab verify on the file and compare its size and hash with where it came from; get the damaged one anew.',
    zh: {
      sentence: (who) =>
        `${who}来自只有一个数的几个比特不同的权重：${name}[${place}] 在那里是 ${theirs}，在本文件中是 ${ours}。两个文件中有一个损坏了。`,
      repair: '请对文件运行 gatelab verify，并与来源核对大小和哈希值；重新获取损坏的那个文件。',
    },
    apply: (at) => withWeight(at, index, damage),
    alone: true,
  };
}

/** A step at which one unit alone is wrong, given the state before it, and the direction that it belongs to. */
function wrongStep(
  situation: Situation,
  target: Float64Array,
): { readonly step: WrongStep; readonly index: number } | undefined {
  const { setup, series, input, part, mosaic, flipped, shift } = situation;
  const joined = series === 'output' && setup.directions.length === 2;
  if (part || mosaic || flipped || shift || input.mask || input.shape.length !== 3)
    return undefined;
  if (series === 'output' ? !setup.returnSequences : directionOf(setup, series).name !== 'h') {
    return undefined;
  }
  if ((joined && setup.merge !== 'concat') || !target.every(Number.isFinite)) return undefined;
  for (const index of joined ? [0, 1] : [directionOf(setup, series).index]) {
    const step = wrongStepIn(situation, rowsIn(situation, target, index), index);
    if (step) return { step, index };
  }
  return undefined;
}

/** The rows of one direction's h in the order in which it computed them. */
function rowsIn({ setup, series, input }: Situation, target: Float64Array, index: number) {
  const { backwards, inputOrder } = setup.directions[index]!;
  const joined = series === 'output' && setup.directions.length === 2;
  const steps = input.shape[1]!;
  const width = target.length / steps;
  const [from, size] = joined ? [(index * width) / 2, width / 2] : [0, width];
  const turned = backwards && (series !== 'output' || inputOrder);
  return Array.from({ length: steps }, (_, k) => {
    const start = (turned ? steps - 1 - k : k) * width + from;
    return target.subarray(start, start + size);
  });
}

/** Each step from the state that the array itself has before it; c, which it does not show, is that of the layer as read. */
function wrongStepIn(
  situation: Situation,
  rows: readonly Float64Array[],
  index: number,
): WrongStep | undefined {
  const { setup, input } = situation;
  const direction = setup.directions[index]!;
  const [spec] = direction.specs;
  const [cell, ...more] = flatCells(direction, input.shape.slice(2)) ?? [];
  if (!spec || !cell || more.length > 0 || spec.clip !== undefined) return undefined;
  if (rows[0]!.length !== cell.units || spec.weights.projection || spec.weights.peephole) return undefined; // prettier-ignore
  const { features } = cell;
  const all = { values: Float64Array.from(input.data), units: features };
  const x = (direction.backwards ? flippedRows(all) : all).values;
  const first = flatState(situation, index, [cell]);
  const step = (input: Float64Array, initialState: FlatState) =>
    runFlat(cell, { input, steps: 1, initialState, series: 'h' });
  let asRead = first;
  let worst: WrongStep | undefined;
  let worstError: number = smallest;
  for (const [k, row] of rows.entries()) {
    const [h, { c }] = [rows[k - 1] ?? first.h, asRead];
    const own = x.subarray(k * features, (k + 1) * features);
    const { values } = step(own, { h, c });
    const errors = row.map((value, u) => Math.abs(value - values[u]!));
    const unit = errors.indexOf(largest(errors));
    if (cell.kind === 'lstm') asRead = step(own, asRead).finalState;
    if (errors[unit]! < worstError) continue;
    if (errors.some((e, u) => u !== unit && e * apart > errors[unit]!)) return undefined;
    // What stands still from here on follows from any weight that is large enough, and from a unit that is dead.
    const standsStill = rows.slice(k).every((later) => later[unit] === row[unit]);
    if (!worst && standsStill) return undefined;
    worstError = errors[unit]!;
    worst = { spec, unit, x: own, h, c: c[unit]!, wanted: row[unit]! };
    // From here on the cell state of the layer as read is another.
    if (cell.kind === 'lstm') break;
  }
  return worst;
}

/** The situation with one weight of one direction changed. */
function withWeight(
  at: Situation,
  index: number,
  { kernel, gate, row, unit, other }: DamagedWeight,
): Situation | undefined {
  let turn = 0;
  return withCells(at, (spec) => {
    if (turn++ !== index) return spec;
    const views = spec.weights[kernel]!;
    const changed = views.map((view, name) => {
      if (name !== gate) return view;
      const values = Float64Array.from(toStorage(view, 'float64'));
      values[view.shape.length > 1 ? row * view.shape[1]! + unit : unit] = other;
      return fromStorage(values, view.shape);
    });
    return { ...spec, weights: { ...spec.weights, [kernel]: changed } };
  });
}
