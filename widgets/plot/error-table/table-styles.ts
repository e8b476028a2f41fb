// What error tables add to the common style sheet.

/** The width of curve and map in an output of so many pixels. */
export const figureWidth = (width: number): number => Math.max(240, Math.min(960, width));

/** The most pixels that the scrolling part is high: an empty one is lower, and says nothing of its room. */
export const tableHeight = 360;

/** CSS for everything below `.gl-error-table`. */
export const tableStyles = `
.gl-error-table .gl-scroll { max-height: ${tableHeight}px; }
.gl-error-table .gl-verdict { margin: 2px 0 6px; padding: 5px 9px; border-left: 4px solid; background: var(--jp-layout-color2, #f2f2f2); }
.gl-error-table .gl-verdict-rounding { border-left-color: #2e7d32; }
.gl-error-table .gl-verdict-convention { border-left-color: #c77700; }
.gl-error-table .gl-verdict-unexplained { border-left-color: #d32f2f; }
.gl-error-table .gl-verdict-undecided { border-left-color: #6a51a3; border-left-style: dashed; }
.gl-error-table .gl-cause { margin: 0 0 6px; }
.gl-error-table .gl-cause div { display: flex; gap: 8px; }
.gl-error-table .gl-cause dt { float: none; flex: 0 0 110px; width: auto; margin: 0; padding: 0; font-weight: 400; opacity: 0.75; }
.gl-error-table .gl-cause dd { font-weight: 400; margin: 0; }
.gl-error-table .gl-tried { margin: 4px 0; }
.gl-error-table .gl-tried table { margin: 4px 0 4px 14px; min-width: 0; }
.gl-error-table .gl-tried th, .gl-error-table .gl-tried td { text-align: right; padding: 1px 8px; border: 0; font-weight: 400; }
.gl-error-table .gl-tried thead th { opacity: 0.75; }
.gl-error-table .gl-tried tr > :first-child { text-align: left; }
.gl-error-table .gl-measures { display: flex; flex-wrap: wrap; gap: 2px 18px; margin: 0 0 6px; }
.gl-error-table .gl-measures div { display: flex; gap: 6px; }
.gl-error-table .gl-measures dt, .gl-error-table .gl-measures dd { float: none; width: auto; margin: 0; padding: 0; white-space: nowrap; }
.gl-error-table .gl-measures dt { font-weight: 400; opacity: 0.75; }
.gl-error-table dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
.gl-error-table .gl-title { font-size: 14px; font-weight: 600; margin: 2px 0 4px; }
.gl-error-table .gl-tools { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin: 4px 0; }
.gl-error-table .gl-tools input { font: inherit; flex: 0 1 260px; min-width: 120px; height: 24px; padding: 0 6px; color: inherit;
  background: var(--jp-layout-color1, #fff); border: 1px solid var(--jp-border-color2, #c6c6c6); border-radius: 3px; }
.gl-error-table .gl-tools output { opacity: 0.75; }
.gl-error-table .gl-scroll table { table-layout: auto; min-width: 100%; }
.gl-error-table .gl-exact { margin: 4px 0 0; min-height: 1.3em; font-variant-numeric: tabular-nums; opacity: 0.85; }
.gl-error-table caption { text-align: left; padding: 0 8px; }
.gl-error-table .gl-scroll tbody tr { height: 22px; cursor: pointer; }
.gl-error-table .gl-scroll tbody tr.gl-filler { cursor: default; background: none; }
.gl-error-table .gl-scroll tbody tr:hover { background: var(--jp-layout-color2, #eee); }
.gl-error-table .gl-scroll thead button, .gl-error-table .gl-show { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
.gl-error-table .gl-show { opacity: 0.6; }
.gl-error-table tr:hover .gl-show, .gl-error-table tr[aria-selected=true] .gl-show { opacity: 1; }
`;
