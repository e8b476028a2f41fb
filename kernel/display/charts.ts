// Charts that are described by data: front ends draw them.
import type { MimeBundle } from '../../widgets/host/core/mime-bundle.js';

type Plain = Readonly<Record<string, unknown>>;

const isPlain = (value: unknown): value is Plain => {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Front ends draw the fifth version, and newer specifications too. */
const newestDrawn = 5;

/** A specification of Vega or Vega-Lite, told by its `$schema`; objects of vega-lite-api hold one. */
export function vegaBundle(value: unknown): MimeBundle | undefined {
  const { toSpec } = Object(value) as { readonly toSpec?: unknown };
  const spec: unknown = typeof toSpec === 'function' ? toSpec.call(value) : value;
  if (!isPlain(spec) || typeof spec['$schema'] !== 'string') return undefined;
  const named = /^https?:\/\/vega\.github\.io\/schema\/(vega|vega-lite)\/v(\d+)/;
  const [, language, version] = named.exec(spec['$schema']) ?? [];
  if (language === undefined) return undefined;
  const drawn = Math.min(Number(version), newestDrawn);
  const type = `application/vnd.${language.replace('-', '')}.v${drawn}+json`;
  return { [type]: spec, 'text/plain': `[${language} chart]` };
}

/** Kinds of traces that only Plotly has a name for. */
const traces =
  /^(?:scatter|bar|pie|histogram|box|violin|heatmap|contour|surface|mesh3d|ohlc|candlestick|waterfall|funnel|treemap|sunburst|icicle|sankey|table|indicator|image|splom|parcoords|parcats|choropleth|densitymap|barpolar|carpet|cone|isosurface|volume|streamtube)/;
const parts = new Set(['data', 'layout', 'config', 'frames']);

/** A figure of Plotly: traces, and a layout. */
export function plotlyBundle(value: unknown): MimeBundle | undefined {
  if (!isPlain(value) || !Object.keys(value).every((key) => parts.has(key))) return undefined;
  const { data, layout } = value;
  if (!Array.isArray(data) || data.length === 0 || !isPlain(layout)) return undefined;
  const isTrace = (trace: unknown): boolean =>
    isPlain(trace) &&
    (typeof trace['type'] === 'string' ? traces.test(trace['type']) : 'x' in trace || 'y' in trace);
  if (!data.every(isTrace)) return undefined;
  return { 'application/vnd.plotly.v1+json': value, 'text/plain': '[plotly figure]' };
}
