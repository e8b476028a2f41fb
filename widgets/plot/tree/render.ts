// Keeps the children of an element equal to a list of trees, and touches only what changed: texts that stay are not laid out
// again with every frame, and what has the focus keeps it.
import { setAttribute, toNode, type Tree } from './tree.js';

const rendered = new WeakMap<Element, readonly (Tree | string)[]>();

/** Form controls go their own way once somebody used them: then the attribute alone says nothing. */
const properties = new Set(['value', 'checked', 'selected']);

function patchAttributes(node: Element, before: Tree, after: Tree): void {
  const names = new Set([...Object.keys(before.attributes), ...Object.keys(after.attributes)]);
  for (const name of names) {
    const [old, next] = [before.attributes[name], after.attributes[name]];
    // Nothing is taken from somebody who is typing.
    const typing = old === next && node === node.ownerDocument.activeElement;
    if (properties.has(name) && name in node && !typing) {
      const value = name === 'value' ? String(next ?? '') : Boolean(next);
      if ((node as unknown as Record<string, unknown>)[name] !== value)
        Object.assign(node, { [name]: value });
    }
    if (old === next) continue;
    if (typeof old === 'function') node.removeEventListener(name.slice(2), old as never);
    else if (next === null || next === undefined || next === false) node.removeAttribute(name);
    setAttribute(node, name, next);
  }
}

function patchChildren(
  parent: Element,
  before: readonly (Tree | string)[],
  after: readonly (Tree | string)[],
  inSvg: boolean,
): void {
  const document = parent.ownerDocument;
  const make = (child: Tree | string): Node | string =>
    typeof child === 'string' ? document.createTextNode(child) : toNode(child, document, inSvg);
  after.forEach((next, i) => {
    const node = parent.childNodes[i];
    const old = before[i];
    if (node === undefined || old === undefined) parent.append(make(next));
    else if (typeof old === 'string' || typeof next === 'string') {
      if (old !== next) parent.replaceChild(make(next) as Node, node);
    } else if (old.tag !== next.tag) parent.replaceChild(make(next) as Node, node);
    else {
      patchAttributes(node as Element, old, next);
      const svg = (inSvg || next.tag === 'svg') && next.tag !== 'foreignObject';
      patchChildren(node as Element, old.children, next.children, svg);
    }
  });
  while (parent.childNodes.length > after.length) parent.lastChild?.remove();
}

/** Makes `trees` the children of `parent`. `parent` must not be changed by anybody else; inside an SVG elements are SVG's. */
export function render(parent: Element, trees: readonly (Tree | string)[]): void {
  const known = rendered.get(parent);
  if (!known) parent.replaceChildren();
  patchChildren(parent, known ?? [], trees, parent.namespaceURI === svgSpace);
  rendered.set(parent, trees);
}

const svgSpace = 'http://www.w3.org/2000/svg';
