// All standard widgets: the generated classes, and the few that do more than hold traits.
export * from './controls.generated.js';
