// Parts of a matrix that is too large to be held whole: which one a view needs, and where its numbers are.
import { storedCells } from '../../state/index.js';
import type { Source } from './aggregate.js';
import type { PanelPlan } from './plan.js';
import type { Facet } from './spec.js';
import type { Tile, TileRange } from './tile.js';

/** Where a panel's numbers are taken from, and how its columns are counted there. */
export interface PanelSource extends Source {
  /** The column of the matrix that it begins with. */
  readonly from: number;
  /** Columns of the matrix behind one of its own. */
  readonly pooled: number;
  /** How many columns of its own it has. */
  readonly columns: number;
}

/** The overview, or a tile that covers what is visible and is finer. */
export function sourceOf({ facet, x }: PanelPlan, tile: Tile | null): PanelSource {
  const { data, low, high, stored, pooled } = facet;
  const covers = tile && tile.from <= x.domain[0] && tile.to >= x.domain[1] && tile.pooled < pooled;
  if (!covers) return { data, low, high, stride: stored, from: 0, pooled, columns: stored };
  const columns = Math.ceil((tile.to - tile.from) / tile.pooled);
  return { ...tile, stride: columns, columns };
}

/** The number that a source has for a cell, with the range of the cells that it stands for; NaN outside. */
export function numberAt(
  source: PanelSource,
  row: number,
  column: number,
): { value: number; low: number; high: number } {
  const place = Math.floor((column - source.from) / source.pooled);
  if (place < 0 || place >= source.columns) return { value: NaN, low: NaN, high: NaN };
  const at = row * source.stride + place;
  const value = source.data[at] ?? NaN;
  return { value, low: source.low?.[at] ?? value, high: source.high?.[at] ?? value };
}

/** The most numbers asked for at once. */
const tileCells = (facet: Facet, columns: number): number => facet.rows * columns;

/**
 * The tile that would show more than what is there: as fine as the panel's device pixels, a quarter wider than the view at
 * each side so that moving a little needs no other. Null when the overview, or the tile at hand, is fine enough.
 */
export function wantedTile(panel: PanelPlan, tile: Tile | null, ratio: number): TileRange | null {
  const { facet, box, x } = panel;
  if (facet.pooled === 1 || facet.rows === 0) return null;
  const length = x.domain[1] - x.domain[0];
  let pooled = Math.max(1, Math.floor(length / Math.max(1, box.width * ratio)));
  while (tileCells(facet, (length * 1.5) / pooled) > storedCells) pooled++;
  if (pooled >= sourceOf(panel, tile).pooled) return null;
  const snap = (column: number): number => Math.floor(column / pooled) * pooled;
  const from = Math.max(0, snap(x.domain[0] - length / 4));
  const to = Math.min(facet.columns, snap(x.domain[1] + length / 4) + pooled);
  return { facet: box.facet, from, to, pooled };
}
