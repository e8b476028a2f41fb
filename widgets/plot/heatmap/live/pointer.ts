// Pointer, wheel and touch on a live heatmap. A drag over cells selects (or moves), over an axis moves that axis, over a
// colour bar changes its limits; the wheel zooms with Ctrl or ⌘ only, so that the page still scrolls.
import { toValue } from '../../axis/scale.js';
import type { CellPlace } from '../../../state/index.js';
import type { HeatmapPlan, PanelPlan } from '../plan.js';
import type { BarBox } from '../boxes.js';
import { panBy, resetView, selectBlock, selectCell, zoomAt, type Changes } from './actions.js';
import { cellAt, hitTest, type Hit, type Point } from './hit.js';
import { dragLimits, type Range } from './ranges.js';

/** What the pointer needs from the figure. */
export interface PointerHost {
  /** What is drawn; null where nothing is. */
  plan(): HeatmapPlan | null;
  /** Whether a drag over cells moves instead of selecting. */
  panning(): boolean;
  /** The state is to become this. */
  change(changes: Changes): void;
  /** The pointer is over a cell, or (null) over none. */
  hover(place: CellPlace | null, at: Point | null): void;
  /** A cell was clicked. */
  pick(place: CellPlace): void;
  /** The wheel was turned over the picture without a key that zooms. */
  wheeled(): void;
}

/** What a drag does from its start on: given the point, the changes. */
interface Drag {
  readonly moved: (point: Point) => Changes;
  readonly from: Point;
  readonly place: CellPlace | null;
  far: boolean;
}

/** Ranges at the start of a drag over a panel, and cells to a pixel. */
function panDrag(panel: PanelPlan, from: Point, axes: 'x' | 'y' | 'both'): Drag['moved'] {
  const start: { x: Range; y: Range } = { x: [...panel.x.domain], y: [...panel.y.domain] };
  return (point) => {
    const byX = toValue(panel.x, from.x) - toValue(panel.x, point.x);
    const byY = toValue(panel.y, from.y) - toValue(panel.y, point.y);
    return panBy(panel, start, [axes === 'y' ? 0 : byX, axes === 'x' ? 0 : byY]);
  };
}

function barDrag(plan: HeatmapPlan, bar: BarBox, from: Point): Drag['moved'] {
  const { limits } = plan.panels[bar.facet]!.coloring;
  const place = (from.y - bar.y) / bar.height;
  const grip = place < 0.3 ? 'high' : place > 0.7 ? 'low' : 'both';
  return (point) => {
    const share = (from.y - point.y) / bar.height;
    const [vmin, vmax] = dragLimits([limits.vmin, limits.vmax], grip, share);
    return { vmin, vmax };
  };
}

function startDrag(host: PointerHost, plan: HeatmapPlan, hit: Hit, from: Point): Drag {
  if (hit.kind === 'bar')
    return { moved: barDrag(plan, hit.bar, from), from, place: null, far: false };
  if (hit.kind === 'axis')
    return { moved: panDrag(hit.panel, from, hit.axis), from, place: null, far: false };
  if (host.panning())
    return { moved: panDrag(hit.panel, from, 'both'), from, place: hit.place, far: false };
  const moved = (point: Point): Changes =>
    selectBlock(plan, hit.place, cellAt(plan, hit.panel, point));
  return { moved, from, place: hit.place, far: false };
}

const axesOf = (hit: Hit, event: WheelEvent): 'x' | 'y' | 'both' => {
  if (hit.kind === 'axis') return hit.axis;
  return event.altKey ? 'y' : event.shiftKey ? 'both' : 'x';
};

function onWheel(host: PointerHost, point: Point, event: WheelEvent): void {
  const plan = host.plan();
  const hit = plan && hitTest(plan, point);
  if (hit && !event.ctrlKey && !event.metaKey) return host.wheeled();
  if (!hit || hit.kind === 'bar') return;
  event.preventDefault();
  const about: [number, number] = [toValue(hit.panel.x, point.x), toValue(hit.panel.y, point.y)];
  const pixels = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
  host.change(zoomAt(hit.panel, axesOf(hit, event), Math.exp(pixels * 0.002), about));
}

function onDoubleClick(host: PointerHost, point: Point): void {
  const plan = host.plan();
  const hit = plan && hitTest(plan, point);
  if (!hit) return;
  if (hit.kind === 'bar') host.change({ vmin: null, vmax: null });
  else host.change(resetView());
}

/** Listens on `node` until the signal aborts. */
export function followPointer(node: HTMLElement, host: PointerHost, signal: AbortSignal): void {
  let drag: Drag | null = null;
  const pointOf = (event: MouseEvent): Point => {
    const box = node.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const down = (event: PointerEvent): void => {
    const plan = host.plan();
    const point = pointOf(event);
    const hit = plan && event.button === 0 ? hitTest(plan, point) : null;
    if (event.pointerType === 'touch') host.hover(null, null);
    if (!plan || !hit) return;
    drag = startDrag(host, plan, hit, point);
    // A finger scrolls the page; only a mouse or a pen drags.
    if (event.pointerType !== 'touch') node.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    const plan = host.plan();
    if (!plan) return;
    const point = pointOf(event);
    if (drag && event.pointerType !== 'touch') {
      drag.far ||= Math.hypot(point.x - drag.from.x, point.y - drag.from.y) > 4;
      if (drag.far) host.change(drag.moved(point));
    }
    const hit = hitTest(plan, point);
    host.hover(hit?.kind === 'cell' ? hit.place : null, point);
    node.style.cursor = cursorOf(hit, host.panning());
  };
  const up = (event: PointerEvent): void => {
    if (drag && !drag.far && drag.place && event.type === 'pointerup') {
      host.change(selectCell(drag.place));
      host.pick(drag.place);
      if (event.pointerType === 'touch') host.hover(drag.place, pointOf(event));
    }
    drag = null;
  };
  node.addEventListener('pointerdown', down, { signal });
  node.addEventListener('pointermove', move, { signal });
  node.addEventListener('pointerup', up, { signal });
  node.addEventListener('pointercancel', up, { signal });
  const leave = (event: PointerEvent): void => {
    // A finger leaves with every tap, and what it asked for must stay to be read.
    if (!drag && event.pointerType !== 'touch') host.hover(null, null);
  };
  node.addEventListener('pointerleave', leave, { signal });
  node.addEventListener('dblclick', (event) => onDoubleClick(host, pointOf(event)), { signal });
  node.addEventListener('wheel', (event) => onWheel(host, pointOf(event), event), {
    signal,
    passive: false,
  });
}

function cursorOf(hit: Hit | null, panning: boolean): string {
  if (hit === null) return 'default';
  if (hit.kind === 'bar') return 'ns-resize';
  if (hit.kind === 'axis') return hit.axis === 'x' ? 'ew-resize' : 'ns-resize';
  return panning ? 'grab' : 'crosshair';
}
