/** Sizes of text and parts, in pixels. */
export const sizes = {
  font: 11,
  label: 12,
  title: 14,
  panelTitle: 12.5,
  note: 10.5,
  bar: 14,
  gap: 14,
  /** Marginal means above and at the right of a panel. */
  marginal: 52,
  tree: 54,
  /** Between panels that share an axis. */
  between: 20,
} as const;

/** Names are written in full up to this width. */
export const widestName = 130;
