// Rectangles of a heatmap, in pixels.

/** A rectangle. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The cells of one facet, and which of its axes carry texts: where neighbours share an axis, only the outer ones do. */
export interface PanelBox extends Box {
  readonly facet: number;
  readonly xTexts: boolean;
  readonly yTexts: boolean;
}

/** One colour bar (the gradient alone, arrows stand outside); `facet` tells whose colouring it shows. */
export interface BarBox extends Box {
  readonly facet: number;
  /** What is written along it: its label, and which facets it is for where there are several bars. */
  readonly label: string;
}

/** The whole picture. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly panels: readonly PanelBox[];
  readonly bars: readonly BarBox[];
  /** The lines of the title, and the baseline of the last. */
  readonly title: readonly string[];
  readonly titleAt: number;
  /** The lines of each facet's title. */
  readonly titles: readonly (readonly string[])[];
  /** Whether the names of columns stand upright, and the room below a panel that its texts take. */
  readonly upright: boolean;
  readonly below: number;
  /** Baseline of the last line of notes at the bottom, and how many lines there is room for. */
  readonly noteAt: number;
  readonly noteLines: number;
  /** Widths of what stands at the left of a panel, from the panel outwards. */
  readonly left: { readonly texts: number; readonly parts: number; readonly tree: number };
}
