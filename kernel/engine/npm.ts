// npm, as cells use it: `%npm install x`, and `import … from 'npm:x@1'`.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './cache-folder.js';
import { runNpm, type Print } from './run-npm.js';

/** The parts of `npm:@scope/name@^1/sub/path`. */
interface NpmSpecifier {
  readonly name: string;
  readonly version: string;
  /** What to import once it is installed: the name and the path inside. */
  readonly bare: string;
}

/** @throws when the specifier is malformed */
export function parseNpmSpecifier(specifier: string): NpmSpecifier {
  const parts = /^npm:((?:@[\w.-]+\/)?[\w.-]+)(?:@([\w.^~<>=*-]+))?(\/[\w./@-]+)?$/.exec(specifier);
  if (!parts || parts[1]!.includes('..'))
    throw new SyntaxError(
      `${specifier} names no package: write npm:name, npm:name@version or npm:name@version/path`,
    );
  const [, name, version = 'latest', inner = ''] = parts;
  return { name: name!, version, bare: `${name}${inner}` };
}

/** Packages that cells named with their version, each installed in a folder of its own. */
export class NpmPackages {
  private readonly installing = new Map<string, Promise<void>>();

  constructor(private readonly cache = path.join(cacheFolder(), 'npm')) {}

  /** The folder from which `bare` of this specifier is found. */
  folderOf(specifier: string): string {
    const { name, version } = parseNpmSpecifier(specifier);
    return path.join(this.cache, encodeURIComponent(`${name}@${version}`));
  }

  /** Installs the package, and its types where it brings none, unless that was done before. */
  ensure(specifier: string, print: Print): Promise<void> {
    const folder = this.folderOf(specifier);
    const running = this.installing.get(folder) ?? this.install(specifier, folder, print);
    this.installing.set(folder, running);
    running.catch(() => this.installing.delete(folder));
    return running;
  }

  private async install(specifier: string, folder: string, print: Print): Promise<void> {
    const done = path.join(folder, '.installed');
    if (existsSync(done)) return;
    const { name, version } = parseNpmSpecifier(specifier);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
    print(`Installing ${name}@${version}…\n`);
    // In the folder of the package, not in that of the notebook.
    const advise = (): string => `%npm rebuild ${specifier}`;
    await runNpm(['install', `${name}@${version}`], folder, print, advise);
    if (!hasTypes(path.join(folder, 'node_modules', name))) {
      const types = `@types/${name.replace(/^@/, '').replace('/', '__')}`;
      await runNpm(['install', types], folder, () => {}).catch(() => {
        // Many packages have no types anywhere; their exports are then of type any.
      });
    }
    writeFileSync(done, '');
  }
}

function hasTypes(folder: string): boolean {
  const file = path.join(folder, 'package.json');
  if (existsSync(path.join(folder, 'index.d.ts'))) return true;
  return existsSync(file) && /"(?:types|typings)"\s*:/.test(readFileSync(file, 'utf8'));
}
