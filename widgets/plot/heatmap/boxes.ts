// Rectangles of a heatmap, in pixels.

/** A rectangle. */
export interface Box {
  /** The left edge, in pixels. */
  readonly x: number;
  /** The upper edge, in pixels. */
  readonly y: number;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
}

/** The cells of one facet, and which of its axes carry texts: where neighbours share an axis, only the outer ones do. */
export interface PanelBox extends Box {
  /** The number of the facet. */
  readonly facet: number;
  /** Whether texts stand below it. */
  readonly xTexts: boolean;
  /** Whether texts stand beside it. */
  readonly yTexts: boolean;
}

/** One colour bar (the gradient alone, arrows stand outside); `facet` tells whose colouring it shows. */
export interface BarBox extends Box {
  /** The number of the facet. */
  readonly facet: number;
  /** What is written along it: its label, and which facets it is for where there are several bars. */
  readonly label: string;
}

/** The whole picture. */
export interface Layout {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** In the order of the facets. */
  readonly panels: readonly PanelBox[];
  /** Empty where the picture has no colour bar. */
  readonly bars: readonly BarBox[];
  /** The lines of the title. */
  readonly title: readonly string[];
  /** The baseline of the title's last line, in pixels from the top. */
  readonly titleAt: number;
  /** The lines of each facet's title. */
  readonly titles: readonly (readonly string[])[];
  /** Whether the names of columns stand upright. */
  readonly upright: boolean;
  /** The room that texts take below a panel, in pixels. */
  readonly below: number;
  /** The baseline of the last line of notes at the bottom, in pixels from the top. */
  readonly noteAt: number;
  /** How many lines of notes there is room for. */
  readonly noteLines: number;
  /** Widths of what stands at the left of a panel, from the panel outwards. */
  readonly left: { readonly texts: number; readonly parts: number; readonly tree: number };
}
