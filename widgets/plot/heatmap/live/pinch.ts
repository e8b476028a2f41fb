// Two fingers on a heatmap: their distance zooms through time, their middle moves it. One finger scrolls the page.
import { toValue } from '../../axis/scale.js';
import type { HeatmapPlan } from '../plan.js';
import type { Changes } from './actions.js';
import { hitTest, type Point } from './hit.js';

/** Ranges never get narrower than this many columns. */
const narrowest = 2;

/** Listens for pinches on `node` until the signal aborts. */
export function followPinch(
  node: HTMLElement,
  host: { plan(): HeatmapPlan | null; change(changes: Changes): void },
  signal: AbortSignal,
): void {
  const fingers = new Map<number, Point>();
  // The columns that the two fingers took hold of stay under them.
  let held: { columns: [number, number]; panel: number } | null = null;
  const pointOf = (event: PointerEvent): Point => {
    const box = node.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const takeHold = (): void => {
    const plan = host.plan();
    const [a, b] = [...fingers.values()];
    const hit = plan && a && hitTest(plan, a);
    held = null;
    if (!hit || hit.kind !== 'cell' || !b) return;
    const { panel } = hit;
    held = { columns: [toValue(panel.x, a.x), toValue(panel.x, b.x)], panel: panel.box.facet };
  };
  const move = (): void => {
    const panel = host.plan()?.panels[held?.panel ?? 0];
    const [a, b] = [...fingers.values()];
    if (!held || !panel || !a || !b || Math.abs(b.x - a.x) < 10) return;
    const { box, facet } = panel;
    const perPixel = (held.columns[1] - held.columns[0]) / (b.x - a.x);
    if (!(perPixel > 0)) return;
    const from = held.columns[0] - (a.x - box.x) * perPixel;
    const length = Math.max(narrowest, box.width * perPixel);
    const whole = length >= facet.columns;
    const start = Math.max(0, Math.min(facet.columns - length, from));
    host.change({ xlim: whole ? null : [start, start + length] });
  };
  node.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType !== 'touch') return;
      fingers.set(event.pointerId, pointOf(event));
      if (fingers.size === 2) takeHold();
    },
    { signal },
  );
  node.addEventListener(
    'pointermove',
    (event) => {
      if (!fingers.has(event.pointerId)) return;
      fingers.set(event.pointerId, pointOf(event));
      if (fingers.size === 2) move();
    },
    { signal },
  );
  for (const type of ['pointerup', 'pointercancel'] as const) {
    node.addEventListener(type, (event) => fingers.delete(event.pointerId), { signal });
  }
}
