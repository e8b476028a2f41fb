// Saving what a picture shows: as SVG or PNG, its numbers as CSV, or as text to paste into a sheet.
import { fileName, standalone, type SavePicture } from '../plot/save/saved-picture.js';
import type { SavedPicture, SavedText } from '../plot/save/saved-picture.js';
import type { Raster } from '../plot/heatmap/paint.js';
import { toText } from '../plot/tree/tree.js';
import { download } from './download.js';

/** Pixels as the address of a PNG. */
function addressOf(document: Document): (raster: Raster) => string {
  return ({ pixels, width, height }) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
    return canvas.toDataURL('image/png');
  };
}

/** The text of an SVG file; cells are painted with `ratio` pixels to one. */
const svgOf = (picture: SavedPicture, document: Document, ratio: number): string =>
  toText(standalone(picture.draw({ ratio, image: addressOf(document) })));

async function pngOf(picture: SavedPicture, document: Document, scale: number): Promise<Blob> {
  const image = document.createElement('img');
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgOf(picture, document, scale))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.naturalWidth * scale, image.naturalHeight * scale];
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas to draw on');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be written'))),
      'image/png',
    ),
  );
}

/** Saves numbers as CSV, or copies them so that a sheet takes them. */
export async function saveText(
  what: 'csv' | 'copy',
  saved: SavedText,
  document: Document,
): Promise<void> {
  if (what === 'copy') {
    await document.defaultView?.navigator.clipboard.writeText(saved.text('\t'));
    return;
  }
  download(new Blob([saved.text(',')], { type: 'text/csv' }), fileName(saved, 'csv'), document);
}

/** Makes the function that saves or copies pictures of this page. */
export const savePictures =
  (document: Document): SavePicture =>
  async (what, picture) => {
    if (what === 'copy' || what === 'csv') return saveText(what, picture, document);
    if (what === 'svg') {
      const svg = new Blob([svgOf(picture, document, 2)], { type: 'image/svg+xml' });
      return download(svg, fileName(picture, 'svg'), document);
    }
    const png = await pngOf(picture, document, Number(what.slice(3)));
    download(png, fileName(picture, 'png'), document);
  };
