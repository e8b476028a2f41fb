import { sameValue } from './same-value.js';
import type { WidgetSpec } from './widget-spec.js';

const longest = 110;

/** Such as `IntSlider(value=3)`: the traits that differ from their defaults, cut when there are many. */
export function widgetText(spec: WidgetSpec, values: Readonly<Record<string, unknown>>): string {
  const defaults = spec.defaults() as Record<string, unknown>;
  const told = Object.entries(values)
    .filter(([name, value]) => !name.startsWith('_') && !sameValue(value, defaults[name]))
    .filter(([name]) => !(name in (spec.parts ?? {})))
    .map(([name, value]) => `${name}=${valueText(value)}`);
  const text = `${spec.name}(${told.join(', ')})`;
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.slice(0, 8).map(valueText).join(', ')}]`;
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  const isWidget = typeof value === 'object' && value !== null && 'spec' in value;
  return isWidget ? String(value) : JSON.stringify(value);
}
