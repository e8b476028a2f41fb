// The scripts that V8 knows, as far as a person wrote them: cells and local modules.
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LineMap, type Place } from './line-map.js';
import { murmur2 } from './murmur2.js';

/** How Jupyter's front ends compute the path of a cell: prefix, hash of its text, suffix. */
export const naming = {
  hashMethod: 'Murmur2',
  hashSeed: 0xc70f6907,
  tmpFilePrefix: path.join(tmpdir(), `gatelab_${process.pid}`) + path.sep,
  tmpFileSuffix: '.ts',
} as const;

/** The path that stands for a cell's text. */
export function pathOfCell(code: string): string {
  return `${naming.tmpFilePrefix}${murmur2(code, naming.hashSeed)}${naming.tmpFileSuffix}`;
}

/** One script. */
export interface CellScript {
  readonly scriptId: string;
  /** The path of its cell. */
  readonly path: string;
  readonly source: string;
  readonly map: LineMap;
}

/** Scripts by id, and by the cell that they come from. */
export class CellScripts {
  private readonly scripts = new Map<string, CellScript>();

  /** Takes note of a script that V8 reports. @returns it, if a person wrote it */
  add(scriptId: string, sourceMapUrl: string | undefined): CellScript | undefined {
    const marker = 'data:application/json;base64,';
    if (!sourceMapUrl?.startsWith(marker)) return undefined;
    const json = Buffer.from(sourceMapUrl.slice(marker.length), 'base64').toString('utf8');
    const { file, mappings, sourcesContent } = JSON.parse(json) as Record<string, unknown>;
    if (file !== 'gatelab-cell' || typeof mappings !== 'string') return undefined;
    const source = String((sourcesContent as unknown[] | undefined)?.[0]);
    const script = { scriptId, path: pathOfCell(source), source, map: new LineMap(mappings) };
    this.scripts.set(scriptId, script);
    return script;
  }

  get(scriptId: string): CellScript | undefined {
    return this.scripts.get(scriptId);
  }

  /** All scripts of a cell: one for each time it ran. */
  of(file: string): CellScript[] {
    return [...this.scripts.values()].filter((script) => script.path === file);
  }

  /** A place in a script, as a place in its cell. Lines count from 0. */
  placeOf(scriptId: string, place: Place): (Place & { readonly path: string }) | undefined {
    const script = this.scripts.get(scriptId);
    return script && { ...script.map.toSource(place), path: script.path };
  }
}
