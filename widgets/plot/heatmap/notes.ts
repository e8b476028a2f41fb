// What a heatmap says in words: the line of notes below it, and its summary for those who do not see it.
import { formatCount } from '../text/format.js';
import { formatShort } from '../text/numbers.js';
import type { Say, Word } from '../text/words.js';
import { edgesOf, edgeThreshold } from './draw-panel.js';
import { ticksOf } from './panel-ticks.js';
import type { HeatmapPlan, PanelPlan } from './plan.js';
import { scaleNotes } from './scale-use.js';
import type { Facet } from './spec.js';
import { append } from '../../../src/lists/append.js';
import { largest } from '../../../src/lists/extremes.js';

const pooledWords = {
  extreme: 'pooledExtreme',
  mean: 'pooledMean',
  min: 'pooledMin',
  max: 'pooledMax',
} as const satisfies Record<string, Word>;

/** The colour by its word where it is the usual one, else as it was given. */
const alarmName = (color: string, say: Say): string =>
  color === 'magenta' ? say('magenta') : color;

/** Cells behind one of `pixels` pixels, at most. */
const perPixel = (cells: number, pixels: number): number => Math.max(1, Math.ceil(cells / pixels));

/** The most cells that one device pixel stands for, over all panels. */
export function cellsPerPixel({ panels }: HeatmapPlan, ratio: number): number {
  const counts = panels.map(({ x, y, box }) => {
    const across = perPixel(x.domain[1] - x.domain[0], box.width * ratio);
    return across * perPixel(y.domain[1] - y.domain[0], box.height * ratio);
  });
  return Math.max(1, largest(counts));
}

/** One in how many columns has its name below it, and one in how many rows beside it; 1 where all have, or none has one. */
function namedEvery(plan: HeatmapPlan, panel: PanelPlan): { column: number; row: number } {
  const { x, y } = ticksOf(plan, panel);
  const { spec, rows } = plan;
  return {
    column: spec.columnNames && !spec.xticks ? x.every : 1,
    row: (spec.rowNames ?? rows.order) ? y.every : 1,
  };
}

/** What the picture leaves out or changes, so that nobody takes it for the whole truth. */
export function notesOf(plan: HeatmapPlan, say: Say, ratio = 1): string[] {
  const notes: string[] = [];
  const { spec, panels } = plan;
  if (panels.length === 0) return [say('empty')];
  if (panels.some((panel) => edgesOf(plan, panel) === 'hidden'))
    notes.push(say('edgesHidden', edgeThreshold));
  append(notes, scaleNotes(plan, say));
  for (const axis of ['column', 'row'] as const) {
    const every = Math.max(1, largest(panels.map((panel) => namedEvery(plan, panel)[axis])));
    if (every > 1) notes.push(say('namesThinned', say(axis), formatCount(every)));
  }
  const many = cellsPerPixel(plan, ratio);
  if (many > 1) notes.push(say(pooledWords[spec.aggregate], formatCount(many)));
  const alarmed = panels.find(({ coloring: c }) => c.limits.bound && (c.under || c.over));
  if (alarmed) {
    const { vmin, vmax } = alarmed.coloring.limits;
    notes.push(
      say('outOfRange', alarmName(spec.alarmcolor, say), formatShort(vmin), formatShort(vmax)),
    );
  }
  return notes;
}

function describeFacet({ title, rows, columns, stats }: Facet, say: Say): string {
  const { min, max, mean, minAt, maxAt, nan } = stats;
  const name = title ? `${title}: ` : '';
  if (min === null || max === null || mean === null || !minAt || !maxAt) {
    return name + say('noNumbers', rows, columns);
  }
  const measures = [formatShort(min), ...minAt, formatShort(max), ...maxAt, formatShort(mean)];
  return (
    name + say('summary', rows, columns, ...measures) + (nan > 0 ? `, ${say('nanCount', nan)}` : '')
  );
}

/** The picture in a sentence for each panel. */
export function summaryOf({ spec }: HeatmapPlan, say: Say): string {
  const parts = spec.facets.map((facet) => describeFacet(facet, say));
  return [spec.title, ...parts].filter((part) => part !== '').join('. ');
}
