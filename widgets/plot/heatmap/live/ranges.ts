// Zooming and moving a visible range, and dragging colour limits: plain arithmetic on pairs.

/** From and to, in cells or values. */
export type Range = [number, number];

/** The narrowest range of cells that zooming goes to. */
const narrowest = 2;

/** Moves a range inside `[0, cells]` without changing its length. */
export function panRange([from, to]: Readonly<Range>, by: number, cells: number): Range {
  const shift = Math.max(-from, Math.min(cells - to, by));
  return [from + shift, to + shift];
}

/** Scales a range by `factor` (below 1 zooms in) around the place `about`; null when everything is visible again. */
export function zoomRange(
  range: Readonly<Range>,
  factor: number,
  about: number,
  cells: number,
): Range | null {
  const length = Math.max(
    Math.min(narrowest, cells),
    Math.min(cells, (range[1] - range[0]) * factor),
  );
  if (length >= cells) return null;
  const share = (about - range[0]) / (range[1] - range[0]);
  const from = Math.max(0, Math.min(cells - length, about - share * length));
  return [from, from + length];
}

/** A range that shows the cell `at`: the same one when it does already, else moved so that the cell is in its middle. */
export function rangeAround(range: Readonly<Range>, at: number, cells: number): Range {
  if (at >= range[0] && at + 1 <= range[1]) return [range[0], range[1]];
  const length = range[1] - range[0];
  const from = Math.max(0, Math.min(cells - length, at + 0.5 - length / 2));
  return [from, from + length];
}

/**
 * Limits after a drag on the colour bar by `share` of its length (upwards is positive): a drag near an end moves that
 * limit, one in the middle moves both. The limits keep a little distance.
 */
export function dragLimits(
  [low, high]: Readonly<Range>,
  grip: 'low' | 'high' | 'both',
  share: number,
): Range {
  const span = high - low || 1;
  const by = share * span;
  if (grip === 'both') return [low + by, high + by];
  if (grip === 'low') return [Math.min(low + by, high - span * 0.01), high];
  return [low, Math.max(high + by, low + span * 0.01)];
}
