import v8 from 'node:v8';

/**
 * Runs work that happens once, without V8's optimising compiler. Reading declarations calls thousands of functions often
 * enough to be optimised, but not often enough to repay it: with the optimiser the same work takes twice the time.
 */
export function runCold<T>(work: () => T): T {
  v8.setFlagsFromString('--no-opt');
  try {
    return work();
  } finally {
    v8.setFlagsFromString('--opt');
  }
}
