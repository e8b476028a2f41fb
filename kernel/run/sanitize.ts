// The one door to sanitize-html: markup of a notebook becomes markup that shows things and does nothing. It runs no script, asks nobody for
// anything, and cannot lay itself over the rest of the page.
import sanitizeHtml, { type Attributes, type IOptions, type Tag } from 'sanitize-html';

const math = [
  ...['math', 'semantics', 'annotation', 'mrow', 'mi', 'mn', 'mo', 'ms', 'mtext', 'mspace'],
  ...['mfrac', 'msqrt', 'mroot', 'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover'],
  ...['mmultiscripts', 'mtable', 'mtr', 'mtd', 'mstyle', 'mpadded', 'mphantom', 'menclose'],
];

const drawing = [
  ...['svg', 'g', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text'],
  ...['tspan', 'defs', 'lineargradient', 'radialgradient', 'stop', 'clippath', 'desc'],
];

/** Attributes in lower case; a browser gives those of SVG their own spelling back. */
const anywhere = [
  ...['class', 'style', 'title', 'lang', 'dir', 'role', 'aria-*', 'align', 'width', 'height'],
  ...['colspan', 'rowspan', 'scope', 'open', 'start', 'reversed', 'value', 'datetime'],
];

const inMath = [
  ...['display', 'encoding', 'mathvariant', 'stretchy', 'fence', 'separator', 'lspace', 'rspace'],
  ...['minsize', 'maxsize', 'accent', 'accentunder', 'movablelimits', 'linethickness', 'notation'],
  ...['columnalign', 'columnspacing', 'columnlines', 'rowspacing', 'rowlines', 'frame', 'depth'],
  ...['voffset', 'displaystyle', 'scriptlevel', 'mathcolor', 'mathbackground', 'mathsize', 'form'],
];

const inDrawing = [
  ...['id', 'viewbox', 'preserveaspectratio', 'd', 'x', 'y', 'x1', 'y1', 'x2', 'y2', 'cx', 'cy'],
  ...['r', 'rx', 'ry', 'dx', 'dy', 'points', 'transform', 'fill', 'fill-opacity', 'fill-rule'],
  ...['stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-linecap', 'opacity'],
  ...['stroke-linejoin', 'font-size', 'font-family', 'font-weight', 'font-style', 'text-anchor'],
  ...['dominant-baseline', 'offset', 'stop-color', 'stop-opacity', 'gradientunits', 'clip-path'],
  ...['gradienttransform', 'clippathunits', 'shape-rendering', 'vector-effect', 'rotate'],
];

/** No address, and nothing that ends a declaration. */
const plainValue = /^(?![^]*(url|image|image-set|element|attr|src)\s*\()[^;{}<>\\]*$/i;

/** Properties that colour, space and align; none that takes a thing out of its place. */
const properties = [
  ...['color', 'background', 'background-color', 'opacity', 'display', 'vertical-align'],
  ...['text-align', 'text-decoration', 'white-space', 'overflow-wrap', 'line-height'],
  ...['width', 'height', 'min-width', 'min-height', 'max-width', 'max-height', 'box-sizing'],
  ...['font', 'font-family', 'font-size', 'font-style', 'font-weight', 'font-variant-numeric'],
  ...['border', 'border-top', 'border-right', 'border-bottom', 'border-left', 'border-collapse'],
  ...['border-color', 'border-style', 'border-width', 'border-radius', 'border-spacing', 'outline'],
  ...['margin', 'margin-top', 'margin-right', 'margin-bottom', 'margin-left', 'box-shadow'],
  ...['padding', 'padding-top', 'padding-right', 'padding-bottom', 'padding-left', 'list-style'],
  ...[
    'fill',
    'stroke',
    'stroke-width',
    'gap',
    'flex',
    'flex-wrap',
    'align-items',
    'grid-template-columns',
  ],
];

/** Pictures that are in the page already. A picture from elsewhere would tell its server who reads the page. */
const inPage = /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/i;

const onlyInPage = (tagName: string, attribs: Attributes): Tag => {
  if (inPage.test(attribs['src'] ?? '')) return { tagName, attribs };
  const words = attribs['alt'] ?? '';
  return { tagName: 'span', attribs: {}, text: words === '' ? '[picture]' : `[picture: ${words}]` };
};

/** An attribute may name a part of the same drawing, and no other address. */
const withoutAddresses = (tagName: string, attribs: Attributes): Tag => {
  const kept = Object.entries(attribs).filter(
    ([name, value]) => name === 'style' || !/url\s*\(\s*['"]?\s*(?!#)/i.test(value),
  );
  return { tagName, attribs: Object.fromEntries(kept) };
};

const options: IOptions = {
  allowedTags: [
    ...sanitizeHtml.defaults.allowedTags,
    ...['img', 'input', 'del', 'ins', 'details', 'summary', 'center', 'font'],
    ...math,
    ...drawing,
  ],
  allowedAttributes: {
    '*': anywhere,
    a: ['href'],
    img: ['src', 'alt'],
    input: [{ name: 'type', values: ['checkbox'] }, 'checked', 'disabled'],
    ...Object.fromEntries(math.map((tag) => [tag, inMath])),
    ...Object.fromEntries(drawing.map((tag) => [tag, inDrawing])),
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['data'] },
  allowProtocolRelative: false,
  allowedStyles: { '*': Object.fromEntries(properties.map((name) => [name, [plainValue]])) },
  transformTags: {
    '*': withoutAddresses,
    img: onlyInPage,
    input: (tagName, attribs) => ({ tagName, attribs: { ...attribs, disabled: '' } }),
  },
  // The text of these is no text of the page.
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'iframe',
    'object',
    'title',
    'template',
  ],
};

/**
 * HTML (with MathML and SVG) as a page may show it, whoever wrote it: no scripts, handlers, frames, forms or style sheets, links to web pages
 * and mail only, no pictures but those that are in the text.
 */
export const sanitized = (html: string): string => sanitizeHtml(html, options);
