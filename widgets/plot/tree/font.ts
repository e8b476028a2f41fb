// The face of all texts.

/** Jupyter's own face where there is one. */
export const fontFamily =
  'var(--jp-ui-font-family, system-ui, -apple-system, "Segoe UI", sans-serif)';
