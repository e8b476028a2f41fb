// The table of readings: what may have been done otherwise. Order is that of plausibility.
import { recurrentActivations, stateActivations } from './activations.js';
import { biasRules } from './bias.js';
import { resetAfter, transposedRecurrent, updatePolarity } from './cell-rules.js';
import { featureOrder, inputScale } from './features.js';
import { gateOrders } from './gate-order.js';
import { masking } from './masking.js';
import { weightPrecision } from './precision.js';
import type { ReadingFamily } from './reading.js';
import { leakedState, otherSamples } from './samples.js';
import { otherLayers } from './layers.js';
import { otherSeries } from './series.js';
import { exchangedDirections, reversedTime, shiftedTime } from './time.js';

/** All families of readings, the likelier first. */
export const families: readonly ReadingFamily[] = [
  recurrentActivations,
  gateOrders,
  biasRules,
  transposedRecurrent,
  resetAfter,
  reversedTime,
  leakedState,
  weightPrecision,
  stateActivations,
  updatePolarity,
  masking,
  exchangedDirections,
  featureOrder,
  inputScale,
  shiftedTime,
  otherSeries,
  otherLayers,
  otherSamples,
];
