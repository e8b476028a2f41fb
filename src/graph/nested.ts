/** Class names of models, which may stand inside other models as layers, and of ONNX nodes that have bodies. */
export const nestedClasses: ReadonlySet<string> = new Set([
  'Sequential',
  'Functional',
  'Model',
  'onnx.If',
  'onnx.Loop',
  'onnx.Scan',
]);
