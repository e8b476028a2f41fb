// The scripts that V8 knows, as far as a person wrote them: cells and local modules.
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CatchRegion } from '../engine/catch-regions.js';
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
  /** The inspector's id of the script. */
  readonly scriptId: string;
  /** The path of its cell, or of the module itself. */
  readonly path: string;
  /** Whether it is a local module, and no cell. */
  readonly isModule: boolean;
  /** The code as it was typed. */
  readonly source: string;
  /** Turns places of the script into places of the source. */
  readonly map: LineMap;
  /** Where an error thrown inside is caught by the person's own code. */
  readonly catchRegions: readonly CatchRegion[];
}

/** A source map as the engine writes it. */
interface SourceMap {
  readonly file?: string;
  readonly mappings: string;
  readonly sources: readonly string[];
  readonly sourcesContent: readonly string[];
  readonly catchRegions: readonly CatchRegion[];
}

/** Scripts by id, and by the cell or module that they come from. */
export class CellScripts {
  private readonly scripts = new Map<string, CellScript>();

  /** Takes note of a script that V8 reports. @returns it, if a person wrote it */
  add(scriptId: string, sourceMapUrl: string | undefined): CellScript | undefined {
    const marker = 'data:application/json;base64,';
    if (!sourceMapUrl?.startsWith(marker)) return undefined;
    const json = Buffer.from(sourceMapUrl.slice(marker.length), 'base64').toString('utf8');
    const { file, mappings, sources, sourcesContent, catchRegions } = JSON.parse(json) as SourceMap;
    if (file !== 'gatelab-cell') return undefined;
    const [source = ''] = sourcesContent;
    const [module] = sources;
    const script = {
      ...{ scriptId, source, catchRegions, map: new LineMap(mappings) },
      path: module ?? pathOfCell(source),
      isModule: module !== undefined,
    };
    this.scripts.set(scriptId, script);
    return script;
  }

  /** The script of this id; undefined where it is none of a cell or local module. */
  get(scriptId: string): CellScript | undefined {
    return this.scripts.get(scriptId);
  }

  /** All scripts of a cell: one for each time it ran. */
  of(file: string): CellScript[] {
    return [...this.scripts.values()].filter((script) => script.path === file);
  }

  /** The paths of all modules that were loaded from the notebook's folder. */
  modules(): string[] {
    const modules = [...this.scripts.values()].filter(({ isModule }) => isModule);
    return [...new Set(modules.map((script) => script.path))];
  }

  /** The text that a path stands for: what ran last. */
  sourceOf(file: string): string | undefined {
    return this.of(file).at(-1)?.source;
  }

  /** A place in a script, as a place in its cell. Lines count from 0. */
  placeOf(scriptId: string, place: Place): (Place & { readonly path: string }) | undefined {
    const script = this.scripts.get(scriptId);
    return script && { ...script.map.toSource(place), path: script.path };
  }
}
