/** Class names of models, which may stand inside other models as layers. */
export const nestedClasses: ReadonlySet<string> = new Set(['Sequential', 'Functional', 'Model']);
