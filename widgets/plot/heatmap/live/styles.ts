// The style sheet of live pictures. Colours come from Jupyter's theme and fall back to a light one.

/** CSS for everything below `.gl-root`. */
export const styles = `
.gl-root { position: relative; color: var(--jp-content-font-color1, #1f1f1f); max-width: 100%;
  font: 12px/1.4 var(--jp-ui-font-family, system-ui, -apple-system, "Segoe UI", sans-serif); }
.gl-root *, .gl-root *::before { box-sizing: border-box; }
.gl-stage { position: relative; touch-action: pan-y; user-select: none; outline: none; }
.gl-lines .gl-plain-stage { touch-action: pan-y; user-select: none; }
.gl-plain-stage svg { display: block; max-width: 100%; height: auto; }
.gl-stage:focus-visible, .gl-plain-stage:focus-visible { box-shadow: 0 0 0 2px var(--jp-brand-color1, #1976d2); border-radius: 2px; }
.gl-stage > canvas, .gl-stage > svg { position: absolute; left: 0; top: 0; display: block; }
.gl-stage > svg { pointer-events: none; overflow: visible; }
.gl-toolbar { display: flex; flex-wrap: wrap; gap: 2px; align-items: center; opacity: 0.75; min-height: 24px; }
.gl-root:hover .gl-toolbar, .gl-root:focus-within .gl-toolbar { opacity: 1; }
.gl-save-tools { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
.gl-save-tools input { font: inherit; color: inherit; width: 9em; height: 24px; background: var(--jp-layout-color1, #fff); border: 1px solid var(--jp-border-color2, #c6c6c6); border-radius: 3px; }
.gl-heatmap-root > .gl-told { position: absolute; right: 0; top: 3px; z-index: 7; pointer-events: none; }
.gl-told:not(:empty) { padding: 0 6px; border-radius: 3px; background: var(--jp-layout-color3, #ddd); }
.gl-toolbar button, .gl-toolbar select, .gl-button { font: inherit; color: inherit; min-width: 24px; height: 24px; padding: 0 6px;
  background: var(--jp-layout-color1, #fff); border: 1px solid var(--jp-border-color2, #c6c6c6); border-radius: 3px; cursor: pointer; }
.gl-save { position: relative; }
.gl-save summary { height: 24px; min-width: 24px; padding: 0 6px; line-height: 22px; text-align: center; list-style: none; cursor: pointer;
  background: var(--jp-layout-color1, #fff); border: 1px solid var(--jp-border-color2, #c6c6c6); border-radius: 3px; }
.gl-save summary::-webkit-details-marker { display: none; }
.gl-save > div { position: absolute; z-index: 6; display: flex; flex-direction: column; box-shadow: 0 1px 4px rgba(0,0,0,.3); }
.gl-save > div button { text-align: left; white-space: nowrap; border-radius: 0; margin-top: -1px; }
.gl-toolbar button:hover, .gl-button:hover { background: var(--jp-layout-color2, #eee); }
.gl-toolbar button[aria-pressed=true] { background: var(--jp-layout-color3, #ddd); }
.gl-root :focus-visible { outline: 2px solid var(--jp-brand-color1, #1976d2); outline-offset: 1px; }
.gl-tooltip { position: absolute; z-index: 5; pointer-events: none; padding: 4px 7px; border-radius: 3px; white-space: pre;
  color: var(--jp-content-font-color1, #1f1f1f); background: var(--jp-layout-color1, #fff);
  border: 1px solid var(--jp-border-color1, #999); box-shadow: 0 1px 4px rgba(0,0,0,.3); font-variant-numeric: tabular-nums; }
.gl-tooltip[hidden] { display: none; }
.gl-hidden { position: absolute !important; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.gl-message { padding: 8px 10px; border-left: 3px solid var(--jp-error-color1, #d32f2f); white-space: pre-wrap; }
.gl-scroll { overflow: auto; max-height: 360px; border: 1px solid var(--jp-border-color2, #ccc); }
.gl-scroll table, .gl-table { font: inherit; color: inherit; border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 0; }
.gl-scroll th, .gl-scroll td { padding: 2px 8px; text-align: right; white-space: nowrap; border: 0; line-height: 18px; }
.gl-scroll thead th { position: sticky; top: 0; z-index: 1; background: var(--jp-layout-color2, #eee); color: inherit; font-weight: 600; }
.gl-scroll tbody tr:nth-child(even) { background: var(--jp-layout-color1, #fff); }
.gl-scroll tbody tr[aria-selected=true], .gl-scroll td[aria-selected=true] { background: var(--jp-brand-color3, #bbdefb); }
.gl-flash { animation: gl-flash 0.35s ease-in-out 4; }
@keyframes gl-flash { 50% { opacity: 0.1; } }
@media (prefers-reduced-motion: reduce) { .gl-flash { animation: none; } }
@media print {
  .gl-toolbar, .gl-told, .gl-tools, .gl-tooltip, .gl-root .gl-button, .gl-root input, .gl-root select, .gl-cell-tools { display: none !important; }
  .gl-root { max-width: 100%; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .gl-heatmap-root, .gl-lines, .gl-chart, .gl-cell-diagram, .gl-stage, .gl-plain-stage, .gl-root > svg, .gl-tokens-root, .gl-verdict, .gl-measures { break-inside: avoid; }
  .gl-stage { width: auto !important; height: auto !important; max-width: 960px; aspect-ratio: var(--gl-shape); box-shadow: none !important; }
  .gl-stage > canvas, .gl-stage > svg { width: 100% !important; height: 100% !important; }
  .gl-scroll { max-height: none !important; overflow: visible; border: 0; }
  .gl-scroll tr { break-inside: avoid; }
  .gl-scroll .gl-filler { display: none; }
}
@media (forced-colors: active) {
  .gl-stage > canvas { forced-color-adjust: none; }
  .gl-toolbar button, .gl-button { border-color: ButtonText; }
}
`;
