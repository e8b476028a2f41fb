// Writes the standard Jupyter widgets out of the model schema that ipywidgets publishes (npm: @jupyter-widgets/schema, pinned
// in package.json), as three files in widgets/host/controls: the types of their traits, a table of what they are, and
// one class for each.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import prettier from 'prettier';
import { root } from './setup/files.mjs';

const require = createRequire(import.meta.url);
const schemaFile = require.resolve('@jupyter-widgets/schema/jupyterwidgetmodels.latest.json');
const folder = join(root, 'widgets/host/controls');

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
  if (items.type === 'reference') return 'WidgetLike';
  return scalarType(items.type);
}

function scalarType(type) {
  const known = { int: 'number', float: 'number', bool: 'boolean', string: 'string' };
  return known[type] ?? 'unknown';
}

function valueType(model, { name, type, items, enum: choices, widget, union_attributes: union }) {
  if (union) return union.map((part) => valueType(model, part)).join(' | ');
  if (choices) return choices.map((choice) => JSON.stringify(choice)).join(' | ');
  if (type === 'reference') return `WidgetOf<${widget}Traits>`;
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

const models = JSON.parse(readFileSync(schemaFile, 'utf8'));
const { version } = require('@jupyter-widgets/schema/package.json');
const note = `// Written by scripts/generate-controls.mjs from @jupyter-widgets/schema ${version}. Do not edit.\n`;

/** A class that has all of the shared traits. */
const sharer = models.find((model) => nameOf(model) === 'IntSlider');

/** Traits that many classes share word for word, and the interface that holds them once. */
const shared = [
  { name: 'SeenTraits', row: 'seen', names: ['_dom_classes', 'layout', 'tabbable', 'tooltip'] },
  {
    name: 'DescribedTraits',
    row: 'described',
    names: ['description', 'description_allow_html'],
  },
].map(({ name, row, names }) => {
  return { name, row, attributes: names.map((n) => sharer.attributes.find((a) => a.name === n)) };
});

const sameTraits = (model, { attributes }) =>
  attributes.every((wanted) =>
    model.attributes.some((own) => JSON.stringify(own) === JSON.stringify(wanted)),
  );

const traitLine = (model, a) =>
  `${comment(a.help)}${a.name}: ${valueType(model, a)}${a.allow_none ? ' | null' : ''};`;

const ownAttributes = (model) => model.attributes.filter(({ name }) => !moduleTraits.has(name));

/** The interface of a class's traits. */
function traitsText(model) {
  const name = nameOf(model);
  const bases = shared.filter((group) => sameTraits(model, group));
  const inherited = new Set(bases.flatMap(({ attributes }) => attributes.map((a) => a.name)));
  const own = ownAttributes(model).filter((a) => !inherited.has(a.name));
  const short = Object.entries(shorthands[name] ?? {});
  const heritage = bases.length > 0 ? ` extends ${bases.map((base) => base.name).join(', ')}` : '';
  return `
/** Traits of \`${name}\`. */
export interface ${name}Traits${heritage} {
${own.map((a) => traitLine(model, a)).join('\n')}
${short.map(([short, names]) => `/** ${names.join(', ')} at once; null when they differ. */\n${short}: string | null;`).join('\n')}
}
`;
}

/** The row of the table that describes a class. */
function rowText(model) {
  const bases = shared.filter((group) => sameTraits(model, group));
  const inherited = new Set(bases.flatMap(({ attributes }) => attributes.map((a) => a.name)));
  const own = ownAttributes(model).filter((a) => !inherited.has(a.name));
  const { name, module, version: modelVersion } = model.model;
  const seen = model.view.name === null ? '' : `view: '${model.view.name}',`;
  const elsewhere = model.view.name !== null && model.view.module !== module;
  return `
  ${nameOf(model)}: {
    ${bases.length > 0 ? `has: [${bases.map((base) => base.row).join(', ')}],` : ''}
    model: ['${module}', '${modelVersion}', '${name}'],
    ${seen} ${elsewhere ? `viewModule: '${model.view.module}',` : ''}
    ${traitFacts(model, own)}
  },`;
}

/** Defaults, kinds and parts of these attributes, as members of a row. */
function traitFacts(model, attributes) {
  const list = (word, make) => {
    const lines = attributes.map(make).filter(Boolean);
    return lines.length > 0 ? `${word}: {${lines.join('')}},` : '';
  };
  const short = Object.entries(shorthands[nameOf(model)] ?? {});
  return [
    list('defaults', (a) => `${a.name}: ${defaultValue(a)},`),
    list('kinds', (a) => kindOf(model, a) && `${a.name}: '${kindOf(model, a)}',`),
    list('parts', (a) => a.type === 'reference' && `${a.name}: '${a.widget}',`),
    short.length > 0 ? `shorthands: ${JSON.stringify(Object.fromEntries(short))},` : '',
  ].join('');
}

const classText = (model) => `
/** The standard Jupyter widget \`${nameOf(model)}\`. */
export class ${classOf(nameOf(model))} extends control<traits.${nameOf(model)}Traits>('${nameOf(model)}') {}
`;

/** Styles and layouts first: the classes that hold one name it in their types. */
function ordered(models) {
  const isPart = (model) => /Style$|^Layout$/.test(nameOf(model));
  return [...models.filter(isPart), ...models.filter((model) => !isPart(model))];
}

const all = ordered(models.filter((model) => model.model.name !== 'DOMWidgetModel'));

const sharedText = shared
  .map(
    ({ name, attributes }) => `
/** What ${name === 'SeenTraits' ? 'everything that is seen' : 'everything with a description'} has. */
export interface ${name} {
${attributes.map((a) => traitLine(sharer, a)).join('\n')}
}
`,
  )
  .join('');

const texts = {
  'control-traits.generated.ts': `${note}import type { WidgetOf } from '../core/define-widget.js';
import type { WidgetLike } from '../core/widget-spec.js';
import type { TimeOfDay, UploadedFile } from '../core/wire-value.js';
${sharedText}${all.map(traitsText).join('')}`,
  'control-table.generated.ts': `${note}import type { ControlRow } from './control-row.js';

${shared
  .map(({ row, attributes }) => `const ${row} = {${traitFacts(sharer, attributes)}} as const;`)
  .join('\n\n')}

/** What the standard widgets are. */
export const controlTable: Readonly<Record<string, ControlRow>> = {${all.map(rowText).join('')}
};
`,
  'controls.generated.ts': `${note}import { control } from './control.js';
import type * as traits from './control-traits.generated.js';
export type * from './control-traits.generated.js';
${all.map(classText).join('')}`,
};

for (const [name, text] of Object.entries(texts)) {
  const target = join(folder, name);
  const options = { ...(await prettier.resolveConfig(target)), parser: 'typescript' };
  writeFileSync(target, await prettier.format(text, options));
}
