// A picture as plain data: what the drawing functions return. It becomes DOM nodes in a browser and text anywhere.

/** What an attribute may be: null and false leave it out, true writes it bare, a function listens to the event `on…`. */
export type Attribute = string | number | boolean | null | undefined | ((event: never) => void);

/** One element; strings among the children are text, never markup. */
export interface Tree {
  /** The element's name. */
  readonly tag: string;
  /** By name; events are functions, named `on…`. */
  readonly attributes: Readonly<Record<string, Attribute>>;
  /** From first to last. */
  readonly children: readonly (Tree | string)[];
}

/** What `h` takes as a child: nothing, one, or a list. */
export type Child = Tree | string | null | undefined | false | readonly Child[];

function* flatten(children: readonly Child[]): Generator<Tree | string> {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (typeof child === 'string') yield child;
    else if ('tag' in child) yield child;
    else yield* flatten(child);
  }
}

/** Makes an element. */
export function h(
  tag: string,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: Child[]
): Tree {
  return { tag, attributes, children: [...flatten(children)] };
}

const svgNamespace = 'http://www.w3.org/2000/svg';

/** Numbers in pictures: three decimals are a thousandth of a pixel. */
export const rounded = (x: number): number => Math.round(x * 1000) / 1000 + 0;

const written = (value: string | number | true): string => {
  if (value === true) return '';
  return typeof value === 'number' ? String(rounded(value)) : value;
};

/** Sets an attribute as a tree has it: a function listens to the event `on…`, what is left out is not touched. */
export function setAttribute(node: Element, name: string, value: Attribute): void {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === 'function') {
    node.addEventListener(name.slice(2), value as (event: Event) => void);
  } else node.setAttribute(name, written(value));
}

/** Makes the DOM element in `document`. Inside `svg` elements are SVG's, inside `foreignObject` HTML's again. */
export function toNode(tree: Tree, document: Document, inSvg = false): HTMLElement | SVGElement {
  const svg = inSvg || tree.tag === 'svg';
  const node = (
    svg ? document.createElementNS(svgNamespace, tree.tag) : document.createElement(tree.tag)
  ) as HTMLElement | SVGElement;
  for (const [name, value] of Object.entries(tree.attributes)) setAttribute(node, name, value);
  const childInSvg = svg && tree.tag !== 'foreignObject';
  for (const child of tree.children) {
    node.append(typeof child === 'string' ? child : toNode(child, document, childInSvg));
  }
  return node;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that XML 1.0 cannot hold at all. */
const unwritable = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Text as it may stand in markup, between tags or in quotes. What XML cannot hold is left out. */
export const escapeText = (text: string): string =>
  text.replace(unwritable, '').replace(/[&<>"']/g, (c) => escapes[c]!);

/** Elements in which a line break would show as a space. */
const inline = new Set(['text', 'tspan', 'button', 'td', 'th', 'p', 'span', 'a', 'dt', 'dd']);

const voidTags = new Set(['br', 'hr', 'img', 'input', 'wbr']);

/** Writes the element as markup that is good HTML and, for `svg`, good XML. Listeners are left out. */
export function toText(tree: Tree, indent = ''): string {
  const attributes = Object.entries(tree.attributes)
    .filter((pair): pair is [string, string | number | true] => {
      const value = pair[1];
      return (
        value !== null && value !== undefined && value !== false && typeof value !== 'function'
      );
    })
    .map(([name, value]) => ` ${name}="${escapeText(written(value))}"`)
    .join('');
  const open = `${indent}<${tree.tag}${attributes}`;
  if (voidTags.has(tree.tag)) return `${open}>`;
  if (tree.children.length === 0) return `${open}></${tree.tag}>`;
  // Text must not gain spaces, so an element with text inside is written on one line.
  if (inline.has(tree.tag) || tree.children.some((child) => typeof child === 'string')) {
    const inside = tree.children.map((c) => (typeof c === 'string' ? escapeText(c) : toText(c)));
    return `${open}>${inside.join('')}</${tree.tag}>`;
  }
  const inside = tree.children.map((c) => (typeof c === 'string' ? c : toText(c, `${indent}  `)));
  return `${open}>\n${inside.join('\n')}\n${indent}</${tree.tag}>`;
}
