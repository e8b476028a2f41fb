// What a notebook keeps of a picture beside its still form: with it the picture is alive again where no kernel knows it.
import { customDefaults, moduleName } from '../../state/index.js';
import { openWidgets } from './registry.js';
import { sameValue } from './same-value.js';
import { singlePrecision } from './single-precision.js';
import { storedModel, type StoredModels } from './stored-model.js';
import type { WidgetLike } from './widget-spec.js';
import { isWidget, toWire } from './wire-value.js';

/** Models as notebooks store them, and the one that is shown. */
export interface SavedView extends StoredModels {
  /** The id of the model that is shown. */
  readonly model_id: string;
}

const viewType = 'application/vnd.jupyter.widget-view+json';

/** The most characters that one picture adds to a notebook; a larger one is kept as a still alone. */
const mostCharacters = 3 << 19;

/** The widget with all that it is made of, small; nothing when it would be too large. */
export function savedView(widget: WidgetLike): SavedView | Record<string, never> {
  const parts = withParts(widget);
  const state = Object.fromEntries(
    parts.map((part) => [part.modelId, storedModel(smallState(part))]),
  );
  const saved = { model_id: widget.modelId, version_major: 2, version_minor: 0, state } as const;
  return JSON.stringify(saved).length > mostCharacters ? {} : saved;
}

/** A widget, what it refers to, and the links that tie these together in the browser. */
function withParts(widget: WidgetLike): readonly WidgetLike[] {
  const found = new Set<WidgetLike>();
  const visit = (part: WidgetLike): void => {
    if (found.has(part)) return;
    found.add(part);
    partsOf(part).forEach(visit);
  };
  visit(widget);
  for (const other of openWidgets()) {
    const ends = other.spec.model._view_name === null ? partsOf(other) : [];
    if (ends.length > 0 && ends.every((end) => found.has(end))) found.add(other);
  }
  return [...found];
}

const partsOf = (widget: WidgetLike): WidgetLike[] => [
  ...Object.keys(widget.spec.defaults()).flatMap((name) => widgetsIn(widget.get(name))),
  ...widgetsIn(shownIn(widget)),
];

/** What an output widget shows. */
const shownIn = (widget: WidgetLike): unknown => ('shows' in widget ? widget.shows : undefined);

/** That output as notebooks have it. */
const outputOf = ({ modelId }: WidgetLike): object => ({
  output_type: 'display_data',
  metadata: {},
  data: { [viewType]: { version_major: 2, version_minor: 0, model_id: modelId }, 'text/plain': '' },
});

const widgetsIn = (value: unknown): WidgetLike[] => {
  if (isWidget(value)) return [value];
  return Array.isArray(value) ? value.flatMap(widgetsIn) : [];
};

/** The state on the wire without what the browser knows by itself, numbers in single precision. */
function smallState(widget: WidgetLike): Record<string, unknown> {
  const { spec } = widget;
  const defaults = spec.defaults() as Record<string, unknown>;
  const shown = shownIn(widget);
  const own = { ...spec.saved?.(widget), ...(isWidget(shown) && { outputs: [outputOf(shown)] }) };
  const isOurs = spec.model._model_module === moduleName;
  // The browser knows the defaults of our own models, but not those that a person gave to a class in a cell.
  const isKnown = isOurs && spec.model._model_name !== customDefaults()._model_name;
  const entries = Object.entries(widget.wireState()).flatMap(([name, value]) => {
    if (name in own) return [[name, toWire(own[name as never])]];
    if (value === null || (isKnown && sameValue(value, toWire(defaults[name])))) return [];
    return [[name, isOurs ? singlePrecision(value) : value]];
  });
  return Object.fromEntries(entries) as Record<string, unknown>;
}
