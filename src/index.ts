// The gate-analysis module: everything a program or a cell may use.
export type { ErrorSubject } from './errors.js';
export {
  ArgumentError,
  BadFileError,
  GatelabError,
  NotFoundError,
  UnsupportedError,
} from './errors.js';
export type { FloatStorage, PlainArray, Storage } from './ndarray/nd-array.js';
export { NdArray, toNdArray } from './ndarray/nd-array.js';
export { concatenate, stack, where } from './ndarray/join.js';
export type { FloatType } from './ndarray/make.js';
export type { ArrayInput, NestedNumbers } from './ndarray/as-nd-array.js';
export { asNdArray } from './ndarray/as-nd-array.js';
export { ops } from './ndarray/ops.js';
export { openModel } from './api/open-model.js';
export type { OpenModelOptions } from './api/open-model.js';
export { Model } from './api/model.js';
export type { PredictAsyncOptions, RunModelAsyncOptions } from './api/model.js';
export { ModelRun } from './api/model-run.js';
export { withWeights } from './api/with-weights.js';
export type { WeightChange, WeightChanges } from './api/with-weights.js';
export type { RunModelOptions } from './graph/run-model.js';
export type { PredictOptions, PredictProgress } from './graph/predict-options.js';
export type { ModelInput } from './graph/model-input.js';
export { Layer, type Layer as RecurrentLayer } from './api/layer.js';
export type { BatchPart, FirstStates, MaskInput, RunOptions } from './trace/run-options.js';
export type { TraceOptions } from './trace/trace-options.js';
export type {
  Intervention,
  InterventionPlace,
  LayerSource,
  SeriesSource,
  Steps,
  UnitValues,
} from './trace/interventions/intervention.js';
export type { TraceAsyncOptions } from './api/layer.js';
export type { LayerWeights } from './api/layer-weights.js';
export type { TakenInput } from './api/taken-input.js';
export type { Summary, SummaryRow } from './api/summary.js';
export type { Verification } from './api/verification.js';
export { Trace } from './trace/trace.js';
export type { SeriesName } from './trace/trace.js';
export type { Provenance } from './trace/provenance.js';
export { provenanceOf } from './trace/provenance.js';
export { GateViews } from './weights/gate-views.js';
export { readArray } from './arrays/read-array.js';
export { saveArray } from './arrays/save-array.js';
export type { NamedArrays } from './arrays/save-array.js';
export type { ReadArrayOptions } from './arrays/read-array.js';
export { openModelFile } from './model/open-model-file.js';
export type { OpenOptions } from './model/format.js';
export type { LayerSpec, ModelFile, Tensor } from './model/model-file.js';
export { compare } from './compare/compare.js';
export type { CompareOptions, SignedReference } from './compare/compare.js';
export { whatChanged } from './changes/what-changed.js';
export type { WhatChangedOptions } from './changes/what-changed.js';
export { Changes } from './changes/changes.js';
export type { GatePicture } from './changes/changes.js';
export type { Change as PartChange, LayerChange } from './changes/change.js';
export { compareAll } from './compare/compare-all.js';
export type { CompareAllOptions, CompareProgress } from './compare/compare-all.js';
export { Comparison } from './compare/comparison.js';
export type { Measures } from './compare/measures.js';
export type { ErrorRow } from './compare/rows.js';
export type {
  Candidate,
  Cause,
  Diagnosis,
  Locale,
  Told,
  Verdict,
  VerdictWords,
} from './compare/verdict-types.js';
export type { ComparisonView } from './compare/view.js';
export { reference } from './reference/reference.js';
export type { ReferenceEngine, ReferenceOptions } from './reference/options.js';
export type { Reference } from './reference/reference.js';
export type { AblatedByDirection, Change as CellChange, Clamps } from './trace/clamp.js';
export type { CellSeries, ContributionOptions, Contributions } from './explore/contributions.js';
export { contributions } from './explore/contributions.js';
export type { OutputRule } from './explore/shared-output.js';
export type {
  OutputContributionOptions,
  OutputContributions,
} from './explore/output-contributions.js';
export { outputContributions } from './explore/output-contributions.js';
export type { AtEnds, GateLedger, GateLedgerOptions, LedgerRow } from './explore/gate-ledger.js';
export { gateLedger } from './explore/gate-ledger.js';

export type { Saturation, SaturationOptions } from './explore/saturation.js';
export { saturation } from './explore/saturation.js';
export type { Statistics, StatisticsOptions } from './explore/read-statistics.js';
export { readStatistics } from './explore/read-statistics.js';
export { timescales } from './explore/timescales.js';
export type { Gradients } from './gradients/gradients.js';
export { gradients } from './gradients/gradients.js';
export type { Target } from './gradients/target.js';
export type { JacobianOptions, NormOptions } from './gradients/jacobians.js';
export { jacobian, jacobianNorms } from './gradients/jacobians.js';
export type {
  BaselineOptions,
  IntegratedOptions,
  OcclusionOptions,
} from './gradients/attributions.js';
export {
  inputXGradient,
  integratedGradients,
  occlusion,
  saliency,
} from './gradients/attributions.js';
export type { SequenceStream, Sequences, TracedSequencesOptions } from './populations/sequences.js';
export { readSequences, tracedSequences } from './populations/sequences.js';
export type { PopulationOptions } from './populations/blocks.js';
export type { Variable, Variables } from './populations/variables.js';
export type { Histogram } from './populations/histogram.js';
export type { UnitStatistics, UnitStatisticsOptions } from './populations/unit-statistics.js';
export { unitStatistics } from './populations/unit-statistics.js';
export type { MutualInformationOptions } from './populations/mutual-information.js';
export { mutualInformation } from './populations/mutual-information.js';
export { quantiles } from './populations/quantiles.js';
export type { SimilarPair } from './populations/unit-correlations.js';
export { similarUnits, unitCorrelations } from './populations/unit-correlations.js';
export type { Pca, PcaOptions } from './populations/pca.js';
export { pca } from './populations/pca.js';
export type { Probe, ProbeOptions, ProbeScores } from './populations/probe-blocks.js';
export type { RidgeProbe, RidgeProbeOptions } from './populations/ridge-probe.js';
export { ridgeProbe } from './populations/ridge-probe.js';
export type { LogisticProbe, LogisticProbeOptions } from './populations/logistic-probe.js';
export { logisticProbe } from './populations/logistic-probe.js';
export type { Complex } from './linear-algebra/eigen.js';
export type { FixedPoint, FixedPointOptions } from './populations/fixed-points.js';
export { fixedPoints } from './populations/fixed-points.js';
export type { Texts } from './populations/texts.js';
export { oneHot } from './populations/texts.js';
export type { Context, TopContextsOptions } from './populations/top-contexts.js';
export { topContexts } from './populations/top-contexts.js';
export type { ResetOptions, ResetTimescales } from './populations/resets.js';
export { resetTimescales } from './populations/resets.js';
export type { Pattern } from './populations/pattern.js';
export type { PatternMetric } from './populations/pattern-metrics.js';
export type { FindPatternOptions, Match } from './populations/find-pattern.js';
export { findPattern } from './populations/find-pattern.js';
export type { AblationEffects, AblationOptions, UnitEffect } from './effects/ablation-effects.js';
export { ablationEffects } from './effects/ablation-effects.js';
export type { Loss } from './effects/losses.js';
export { crossEntropy, meanSquaredError } from './effects/losses.js';
export type { Checked } from './lessons/check.js';
export { check } from './lessons/check.js';
