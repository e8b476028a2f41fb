// A straight scale from data to pixels and back.

/** `domain` in data units, `range` in pixels; either may run backwards. */
export interface Scale {
  /** In data units. */
  readonly domain: readonly [number, number];
  /** In pixels. */
  readonly range: readonly [number, number];
}

/** Pixels of a value. */
export function toPixel({ domain, range }: Scale, value: number): number {
  const span = domain[1] - domain[0];
  const place = span === 0 ? 0.5 : (value - domain[0]) / span;
  return range[0] + place * (range[1] - range[0]);
}

/** Value under a pixel. */
export function toValue({ domain, range }: Scale, pixel: number): number {
  const span = range[1] - range[0];
  const place = span === 0 ? 0.5 : (pixel - range[0]) / span;
  return domain[0] + place * (domain[1] - domain[0]);
}
