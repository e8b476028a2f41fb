/** The style of a page written by `gatelab run`: a quiet column, light or dark as the reader has it. */
export const pageStyle = `
:root { color-scheme: light dark; --jp-widgets-color: light-dark(#1f1f1f, #e8e8e8);
  --jp-content-font-color1: light-dark(#1f1f1f, #e8e8e8); --jp-ui-font-color1: light-dark(#1f1f1f, #e8e8e8);
  --jp-layout-color0: light-dark(#fff, #151515); --jp-layout-color1: light-dark(#fff, #151515);
  --jp-layout-color2: light-dark(#f3f3f3, #242424); --jp-border-color1: light-dark(#c8c8c8, #555);
  --jp-border-color2: light-dark(#e0e0e0, #444); --jp-brand-color1: #1976d2;
  --jp-ui-font-family: system-ui, -apple-system, "Segoe UI", sans-serif; --jp-ui-font-size1: 13px; }
body { margin: 0; background: var(--jp-layout-color0); color: var(--jp-content-font-color1);
  font: 16px/1.55 var(--jp-ui-font-family); }
main { max-width: 1000px; margin: 0 auto; padding: 2rem 1rem 4rem; }
section { margin: 0 0 1.2rem; }
pre, code { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 13px; }
pre { margin: 0; overflow-x: auto; line-height: 1.4; }
.text :is(h1, h2, h3) { line-height: 1.25; }
.text :is(code) { background: var(--jp-layout-color2); padding: 0.1em 0.3em; border-radius: 3px; }
.text table, .outputs table { border-collapse: collapse; }
.text :is(th, td) { border: 1px solid var(--jp-border-color1); padding: 0.25em 0.6em; }
/* MathML Core leaves the sides of a column to style sheets. */
mtable[columnalign^="right left"] mtd:nth-child(odd) { text-align: right; }
mtable[columnalign^="right left"] mtd:nth-child(even) { text-align: left; }
.code { display: grid; grid-template-columns: 3.6rem minmax(0, 1fr); }
.prompt { color: #307fc1; font: 12px/2.4 ui-monospace, Menlo, Consolas, monospace; }
.source { background: var(--jp-layout-color2); border-left: 3px solid var(--jp-border-color1); padding: 0.6em 0.8em; }
.folded summary { color: #307fc1; cursor: pointer; font-size: 14px; }
.outputs { grid-column: 2; overflow-x: auto; font-size: 14px; }
.outputs > * { margin-top: 0.6em; }
.outputs img { max-width: 100%; }
.stderr { background: light-dark(#fdeeee, #3a1f1f); padding: 0.4em 0.6em; }
.error { background: light-dark(#fdeeee, #3a1f1f); border-left: 3px solid #c62828; padding: 0.4em 0.6em; }
@media (max-width: 600px) { .code { grid-template-columns: minmax(0, 1fr); } .prompt { display: none; } .outputs { grid-column: 1; } }
.outputs > table :is(th, td), .outputs div > table :is(th, td) { padding: 0.15em 0.7em; }
@media print {
  main { max-width: none; padding: 0; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  .prompt { display: none; }
  .code { display: block; }
  .outputs { overflow: visible; }
  .outputs img, .source { break-inside: avoid; }
  /* A heading stays with what it heads, and a line of code with its picture. */
  .text :is(h1, h2, h3), .text:has(> :is(h1, h2, h3):last-child), .source { break-after: avoid; }
}
`;
