// What is saved of a picture, whichever it is: one drawing, and its numbers as text.
import type { Raster } from '../heatmap/paint.js';
import type { Tree } from '../tree/tree.js';

/** What can be saved or copied: the picture as SVG or as PNG of so many pixels to one, the numbers as CSV or into a sheet. */
export type SaveKind = 'svg' | 'png1' | 'png2' | 'png4' | 'csv' | 'copy';

/** How the pixels of a drawing are made: so many to a CSS pixel, and each raster's address. */
export interface Pixels {
  /** Pixels to one CSS pixel. */
  readonly ratio: number;
  /** The address of a raster. */
  readonly image: (raster: Raster) => string;
}

/** Numbers as they are shown, ready to be saved. */
export interface SavedText {
  /** What it is called; files are named after it. */
  readonly title: string;
  /** What it is, where it has no title: `heatmap`, `lines`… */
  readonly kind: string;
  /** The numbers, fields between separators. */
  text(separator: ',' | '\t'): string;
}

/** A picture as it is shown, ready to be saved. */
export interface SavedPicture extends SavedText {
  /** The drawing as one `svg`. */
  draw(pixels: Pixels): Tree;
}

/** Saves or copies a picture. */
export type SavePicture = (what: SaveKind, picture: SavedPicture) => Promise<void>;

/** Letters of a file's name. */
const longestName = 60;

/** The name of a file after the title of what is in it, without what file systems have other uses for. */
export function fileName({ title, kind }: SavedText, ending: string): string {
  const words = title.match(/[\p{L}\p{M}\p{N}_−+]+/gu) ?? [];
  const name = [...words.join('-')].slice(0, longestName).join('').replace(/-$/, '');
  return `${name || kind}.${ending}`;
}

const variable = /var\(\s*--[\w-]+\s*,\s*((?:[^()]|\([^()]*\))*)\)/g;

/** A drawing that stands alone: what a page's style sheet would decide has the value for pages without one. */
export function standalone(tree: Tree): Tree {
  const attributes = Object.entries(tree.attributes).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.replace(variable, '$1') : value,
  ]);
  return {
    tag: tree.tag,
    attributes: Object.fromEntries(attributes) as Tree['attributes'],
    children: tree.children.map((child) => (typeof child === 'string' ? child : standalone(child))),
  };
}
