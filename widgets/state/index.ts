// The state of our widgets, agreed between the kernel's side (widgets/host) and the browser's (widgets/view).
export * from './module.js';
export * from './wire-array.js';
export * from './link-state.js';
export * from './picture-state.js';
export * from './heatmap-state.js';
export * from './error-table-state.js';
export * from './lines-state.js';
export * from './cell-diagram-state.js';
export * from './chart-state.js';
export * from './custom-state.js';
