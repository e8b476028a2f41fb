// Asks the kernel for the exact value under the pointer, where the browser holds an overview only.
import type { HeatmapPlan } from '../plot/heatmap/plan.js';
import { formatExact } from '../plot/text/numbers.js';
import type { CellPlace, ValueReply } from '../state/index.js';
import type { WidgetModel } from './base.js';

/** The last cell that was asked for, and its value once it has come. */
export interface ValueRequest {
  /** The exact text of a cell's value; null while it is on its way or not needed. */
  text(plan: HeatmapPlan, place: CellPlace): string | null;
  /** Takes a message; true when it was the value asked for. */
  receive(content: unknown): boolean;
}

const isValue = (content: unknown): content is ValueReply =>
  typeof content === 'object' && content !== null && 'type' in content && content.type === 'value';

/** Makes the request of one figure. */
export function makeValueRequest(model: WidgetModel): ValueRequest {
  let asked: CellPlace | null = null;
  let text: string | null = null;
  let id = 0;
  const isAsked = ({ facet, row, column }: CellPlace): boolean =>
    asked?.facet === facet && asked.row === row && asked.column === column;
  return {
    text(plan, place) {
      if (plan.spec.facets[place.facet]?.pooled === 1 || !model.comm_live) return null;
      if (isAsked(place)) return text;
      [asked, text] = [place, null];
      model.send({ type: 'value', id: ++id, ...place });
      return null;
    },
    receive(content) {
      if (!isValue(content) || !isAsked(content)) return false;
      const { value } = content;
      text = value === null ? 'NaN' : formatExact(value, Math.fround(value) === value);
      return true;
    },
  };
}
