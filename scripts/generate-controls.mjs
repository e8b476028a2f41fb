// Writes widgets/host/controls.generated.ts: one typed class for each standard Jupyter widget, out of the model
// schema that ipywidgets publishes (npm: @jupyter-widgets/schema, pinned in package.json).
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import prettier from 'prettier';
import { root } from './setup/files.mjs';

const require = createRequire(import.meta.url);
const schemaFile = require.resolve('@jupyter-widgets/schema/jupyterwidgetmodels.latest.json');
const target = join(root, 'widgets/host/controls.generated.ts');

/** Classes that get more than traits: written by hand on top of a generated `…Base`. */
const extended = new Set([
  ...['Dropdown', 'RadioButtons', 'Select', 'SelectionSlider', 'ToggleButtons'],
  ...['SelectMultiple', 'SelectionRangeSlider'],
  ...['Button', 'Output', 'Tab'],
]);

const moduleTraits = new Set([
  ...['_model_name', '_model_module', '_model_module_version'],
  ...['_view_name', '_view_module', '_view_module_version'],
]);

/** Names that stand for several traits, as CSS has them and ipywidgets too. */
const shorthands = {
  Layout: { border: ['border_top', 'border_right', 'border_bottom', 'border_left'] },
};

const nameOf = (model) => model.model.name.replace(/Model$/, '');
const classOf = (name) => (extended.has(name) ? `${name}Base` : name);
const dateKinds = { Date: 'date', Time: 'time', Datetime: 'datetime' };

function itemType(items) {
  if (items === undefined || items.type === 'object') return 'unknown';
  if (items.type === 'reference') return 'Widget';
  return scalarType(items.type);
}

function scalarType(type) {
  const known = { int: 'number', float: 'number', bool: 'boolean', string: 'string' };
  return known[type] ?? 'unknown';
}

function valueType(model, { name, type, items, enum: choices, widget, union_attributes: union }) {
  if (union) return union.map((part) => valueType(model, part)).join(' | ');
  if (choices) return choices.map((choice) => JSON.stringify(choice)).join(' | ');
  if (type === 'reference') return widget;
  if (type === 'bytes') return 'Uint8Array';
  if (type === 'Time') return 'TimeOfDay';
  if (type in dateKinds) return 'Date';
  if (type !== 'array') return scalarType(type);
  if (/Range/.test(model.model.name) && (name === 'value' || name === 'index')) {
    return '[number, number]';
  }
  if (kindOf(model, { name, type, items }) === 'files') return 'readonly UploadedFile[]';
  const item = itemType(items ?? guessedItems(model, name));
  return `readonly ${item}[]`;
}

/** The schema does not say what these lists hold. */
function guessedItems(model, name) {
  const text = {
    TagsInput: 'string',
    ColorsInput: 'string',
    IntsInput: 'int',
    FloatsInput: 'float',
  };
  const type = text[nameOf(model)];
  if (type && (name === 'value' || name === 'allowed_tags')) return { type };
  return name === 'options' ? { type: 'string' } : undefined;
}

function defaultValue({ type, default: value }) {
  if (type === 'bytes') return 'new Uint8Array()';
  return type === 'reference' ? 'null' : JSON.stringify(value);
}

function kindOf(model, { name, type, items }) {
  if (nameOf(model) === 'FileUpload' && name === 'value') return 'files';
  if (nameOf(model) === 'NaiveDatetime' && type === 'Datetime') return 'naive';
  if (type === 'reference') return 'widget';
  if (type === 'array' && items?.type === 'reference') return 'widgets';
  return type === 'bytes' ? 'bytes' : dateKinds[type];
}

const comment = (text) => (text ? `/** ${text.replaceAll('*/', '* /')} */\n` : '');

function classText(model) {
  const name = nameOf(model);
  const own = model.attributes.filter((attribute) => !moduleTraits.has(attribute.name));
  const lines = (make) => own.map(make).filter(Boolean).join('\n');
  const short = Object.entries(shorthands[name] ?? {});
  const viewVersion = model.view.name === null ? '' : model.view.version;
  return `
/** Traits of \`${name}\`. */
export interface ${name}Traits {
${lines((a) => `${comment(a.help)}${a.name}: ${valueType(model, a)}${a.allow_none ? ' | null' : ''};`)}
${short.map(([short, names]) => `/** ${names.join(', ')} at once; null when they differ. */\n${short}: string | null;`).join('\n')}
}

/** The standard Jupyter widget \`${name}\`. */
export class ${classOf(name)} extends defineWidget<${name}Traits>({
  name: '${name}',
  model: {
    _model_name: '${model.model.name}',
    _model_module: '${model.model.module}',
    _model_module_version: '${model.model.version}',
    _view_name: ${model.view.name === null ? 'null' : `'${model.view.name}'`},
    _view_module: '${model.view.module}',
    _view_module_version: '${viewVersion || model.view.version}',
  },
  defaults: () => ({
${lines((a) => `${a.name}: ${defaultValue(a)},`)}
  }),
  kinds: {
${lines((a) => kindOf(model, a) && `${a.name}: '${kindOf(model, a)}',`)}
  },
  parts: {
${lines((a) => a.type === 'reference' && `${a.name}: (traits) => new ${a.widget}(traits),`)}
  },
  shorthands: {
${short.map(([short, names]) => `${short}: ${JSON.stringify(names)},`).join('\n')}
  },
}) {}
`;
}

/** Styles and layouts first: the classes that hold one name it in their types. */
function ordered(models) {
  const isPart = (model) => /Style$|^Layout$/.test(nameOf(model));
  return [...models.filter(isPart), ...models.filter((model) => !isPart(model))];
}

const models = JSON.parse(readFileSync(schemaFile, 'utf8'));
const { version } = require('@jupyter-widgets/schema/package.json');
const text = `// Written by scripts/generate-controls.mjs from @jupyter-widgets/schema ${version}. Do not edit.
import { defineWidget } from './define-widget.js';
import type { Widget } from './widget.js';
import type { TimeOfDay, UploadedFile } from './wire-value.js';
${ordered(models.filter((model) => model.model.name !== 'DOMWidgetModel'))
  .map(classText)
  .join('')}`;
const options = { ...(await prettier.resolveConfig(target)), parser: 'typescript' };
writeFileSync(
  target,
  (await prettier.format(text, options)).replaceAll(/\n {2}(kinds|parts|shorthands): \{\},/g, ''),
);
