// The table of readings: what may have been done otherwise. Order is that of plausibility.
import { recurrentActivations, stateActivations } from './activations.js';
import { biasRules } from './bias.js';
import { resetAfter, transposedRecurrent, updatePolarity } from './cell-rules.js';
import { featureOrder, inputScale } from './features.js';
import { fileDamage } from './file-damage.js';
import { earlierCall } from './earlier-call.js';
import { gateOrders } from './gate-order.js';
import { nothingHeld } from './held.js';
import { withoutLayersInFront } from './in-front.js';
import { kernelLayout } from './kernel-layout.js';
import { exchangedAxes } from './exchanged-axes.js';
import { flattenedDirections } from './flattened-directions.js';
import { lastStates } from './last-states.js';
import { masking } from './masking.js';
import { weightPrecision } from './precision.js';
import type { ReadingFamily } from './reading.js';
import { leakedState, otherSamples } from './samples.js';
import { otherLayers } from './layers.js';
import { otherSeries } from './series.js';
import { exchangedDirections, reversedTime, shiftedTime } from './time.js';

/** All families of readings, the likelier first. */
export const families: readonly ReadingFamily[] = [
  nothingHeld,
  recurrentActivations,
  gateOrders,
  biasRules,
  transposedRecurrent,
  resetAfter,
  reversedTime,
  leakedState,
  earlierCall,
  weightPrecision,
  stateActivations,
  updatePolarity,
  masking,
  exchangedDirections,
  flattenedDirections,
  lastStates,
  kernelLayout,
  fileDamage,
  withoutLayersInFront,
  featureOrder,
  inputScale,
  shiftedTime,
  otherSeries,
  otherLayers,
  exchangedAxes,
  otherSamples,
];
