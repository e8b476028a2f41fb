// Asks the kernel for finer parts of large matrices.
import type { Tile, TileRange } from '../plot/heatmap/tile.js';
import { wantedTile } from '../plot/heatmap/tiles.js';
import type { HeatmapPlan } from '../plot/heatmap/plan.js';
import type { TileReply } from '../state/index.js';
import type { WidgetModel } from './base.js';

/** What a figure does with tiles. */
export interface TileRequests {
  /** The tiles at hand, one for each facet. */
  tiles(): readonly (Tile | null)[];
  /** Asks for what this plan would show more of; one question a facet at a time, the newest last. */
  follow(plan: HeatmapPlan): void;
  /** Takes a message; true when it was an answer, so that the picture can be drawn again. */
  receive(content: unknown, buffers: readonly DataView[]): boolean;
  /** Forgets everything, as after other numbers came. */
  forget(): void;
}

const typeOf = (content: unknown): unknown =>
  typeof content === 'object' && content !== null && 'type' in content ? content.type : null;

/** A float32 view of a buffer, copied when it is not aligned. */
function floats(view: DataView): Float32Array {
  const { buffer, byteOffset, byteLength } = view;
  if (byteOffset % 4 === 0) return new Float32Array(buffer, byteOffset, byteLength / 4);
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

/** Opens an answer; null when its buffers do not fit. */
function openTile(reply: TileReply, buffers: readonly DataView[], rows: number): Tile | null {
  const cells = rows * Math.ceil((reply.to - reply.from) / reply.pooled);
  const [data, low, high] = buffers.map(floats);
  if (!data || [data, low, high].some((part) => part && part.length !== cells)) return null;
  const { facet, from, to, pooled } = reply;
  return { facet, from, to, pooled, data, low: low ?? null, high: high ?? null };
}

const sameRange = (a: TileRange, b: TileRange): boolean =>
  a.facet === b.facet && a.from === b.from && a.to === b.to && a.pooled === b.pooled;

/** Makes the requests of one figure. */
export function makeTileRequests(model: WidgetModel, document: Document): TileRequests {
  let tiles: (Tile | null)[] = [];
  let rows: number[] = [];
  let lastId = 0;
  const asked = new Map<number, { id: number; range: TileRange }>();
  const waiting = new Map<number, TileRange>();
  const ask = (range: TileRange): void => {
    const id = ++lastId;
    asked.set(range.facet, { id, range });
    model.send({ type: 'tile', id, ...range });
  };
  const takeTile = (reply: TileReply, buffers: readonly DataView[]): boolean => {
    const question = asked.get(reply.facet);
    if (question?.id !== reply.id) return false;
    asked.delete(reply.facet);
    const next = waiting.get(reply.facet);
    waiting.delete(reply.facet);
    tiles = tiles.slice();
    tiles[reply.facet] = openTile(reply, buffers, rows[reply.facet] ?? 0);
    if (next) ask(next);
    return true;
  };
  return {
    tiles: () => tiles,
    follow(plan) {
      rows = plan.spec.facets.map((facet) => facet.rows);
      if (!model.comm_live) return;
      for (const panel of plan.panels) {
        const { facet } = panel.box;
        const range = wantedTile(
          panel,
          tiles[facet] ?? null,
          document.defaultView?.devicePixelRatio ?? 1,
        );
        if (!range) continue;
        const question = asked.get(facet);
        if (!question) ask(range);
        else if (!sameRange(question.range, range)) waiting.set(facet, range);
      }
    },
    receive: (content, buffers) =>
      typeOf(content) === 'tile' && takeTile(content as TileReply, buffers),
    forget() {
      tiles = [];
      asked.clear();
      waiting.clear();
    },
  };
}
