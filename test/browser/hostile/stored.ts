// What notebooks and pages of strangers are made of. Whatever of it runs leaves its name in `globalThis.__ran`, and asks the address below.
import { moduleName, moduleVersion, pictureType } from '../../../widgets/state/module.js';

/** Where nobody listens: a request for it is one too many. */
export const elsewhere = 'http://127.0.0.1:9';

/** A statement that leaves a trace. */
export const ran = (what: string): string =>
  `(globalThis.__ran=globalThis.__ran||[]).push('${what}')`;

/** Markup whose handler leaves a trace. */
export const picture = (what: string): string => `<img src=x onerror="${ran(what)}">`;

/** A module that leaves a trace when it is loaded, started, and shown. */
export const moduleText = (what: string): string =>
  `${ran(`${what} loaded`)}; fetch('${elsewhere}/${what}');
export default { initialize() { ${ran(`${what} started`)} }, render({ el }) { ${ran(`${what} shown`)}; el.textContent = 'shown' } }`;

/** A model as notebooks store it. */
export interface Stored {
  readonly model_name: unknown;
  readonly model_module: unknown;
  readonly model_module_version: unknown;
  readonly state: Readonly<Record<string, unknown>>;
}

const modelNames = (name: string, module: string, version: string) => ({
  _model_module: module,
  _model_module_version: version,
  _model_name: `${name}Model`,
  _view_module: module,
  _view_module_version: version,
  _view_name: `${name}View`,
});

/** A model of ours; `as` is what its entry says of itself, beside the state. */
export function own(
  name: string,
  traits: Readonly<Record<string, unknown>>,
  as: Partial<Stored> = {},
): Stored {
  const state = { ...modelNames(name, moduleName, moduleVersion), ...traits };
  return {
    model_name: `${name}Model`,
    model_module: moduleName,
    model_module_version: moduleVersion,
    ...as,
    state,
  };
}

/** A widget of the notebook's own, whose view is code. */
export const custom = (what: string, as: Partial<Stored> = {}, more: object = {}): Stored =>
  own('Custom', { _esm: moduleText(what), _css: `@import "${elsewhere}/css";`, ...more }, as);

/** A standard control. */
export function control(name: string, traits: Readonly<Record<string, unknown>>): Stored {
  const module = '@jupyter-widgets/controls';
  return {
    model_name: `${name}Model`,
    model_module: module,
    model_module_version: '2.0.0',
    state: { ...modelNames(name, module, '2.0.0'), ...traits },
  };
}

/** An output widget: what it holds counts as trusted where it is shown. */
export function outputWidget(outputs: readonly object[]): Stored {
  const module = '@jupyter-widgets/output';
  return {
    model_name: 'OutputModel',
    model_module: module,
    model_module_version: '1.0.0',
    state: { ...modelNames('Output', module, '1.0.0'), msg_id: '', outputs },
  };
}

/** An output of a cell. */
export const output = (data: object): object => ({
  output_type: 'display_data',
  metadata: {},
  data: { 'text/plain': 'the text', ...data },
});

const version = { version_major: 2, version_minor: 0 };

/** An output that shows a model. */
export const viewOf = (id: string, more: object = {}): object =>
  output({ 'application/vnd.jupyter.widget-view+json': { ...version, model_id: id }, ...more });

/** An output that keeps its models itself, as our pictures do. */
export const keptPicture = (id: string, state: Readonly<Record<string, Stored>>): object =>
  output({ [pictureType]: { ...version, model_id: id, state }, 'text/html': '<b>the still</b>' });

/** The widget state of a notebook, as a part of its metadata. */
export const widgetState = (state: Readonly<Record<string, Stored>>): object => ({
  widgets: { 'application/vnd.jupyter.widget-state+json': { ...version, state } },
});
