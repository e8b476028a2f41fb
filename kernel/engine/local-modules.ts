// Modules that lie beside the notebook: TypeScript or JavaScript files, loaded anew when they change.
//
// They are compiled to the System format, which was made for loaders like this one: dependencies are named up front, may
// load asynchronously, and exports stay live for those that import them.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import type ts from 'typescript';
import { catchRegions } from './catch-regions.js';
import { rememberSource } from './cell-lines.js';
import { sourceMapComment } from './debugging.js';
import type { ModuleNamespace } from './module-namespace.js';
import type { TypeScript } from './typescript.js';

/** One loaded file. */
interface LocalModule {
  readonly exports: Record<string, unknown>;
  readonly modified: number;
  readonly dependencies: Set<string>;
  /** Called when an export changes. */
  readonly importers: Set<() => void>;
  done: Promise<void>;
}

type Setter = (module: ModuleNamespace) => void;
type Declare = (
  exportNames: (name: string | ModuleNamespace, value?: unknown) => unknown,
  context: { readonly meta: object; import(specifier: string): Promise<ModuleNamespace> },
) => { readonly setters: readonly Setter[]; execute?(): void | Promise<void> };

/** Loads anything that is no local file: packages, Node's own modules, gatelab. */
export type LoadOther = (specifier: string, folder: string) => Promise<ModuleNamespace>;

const extensions = ['', '.ts', '.tsx', '.mts', '.js', '.mjs', '.jsx', '/index.ts', '/index.js'];

/** The file that a relative specifier means, as TypeScript finds it: `./a.js` may be `./a.ts`. */
export function resolveLocal(specifier: string, folder: string): string | undefined {
  const base = path.resolve(folder, specifier);
  const asTypeScript = base.replace(/\.([cm]?)js(x?)$/, '.$1ts$2');
  const candidates = [...new Set([base, asTypeScript]), ...extensions.map((end) => base + end)];
  return candidates.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}

/** The local modules of one notebook. */
export class LocalModules {
  private readonly modules = new Map<string, LocalModule>();

  constructor(
    private readonly ts: TypeScript,
    private readonly loadOther: LoadOther,
  ) {}

  /** Loads a file, or gives what is loaded when neither it nor what it imports has changed. */
  async load(file: string): Promise<ModuleNamespace> {
    if (file.endsWith('.json'))
      return { default: JSON.parse(readFileSync(file, 'utf8')) as unknown };
    if (this.isStale(file, new Set())) this.modules.delete(file);
    const known = this.modules.get(file) ?? this.start(file);
    await known.done;
    return known.exports;
  }

  /** Whether a loaded file, or one that it imports, changed on disk. */
  isStale(file: string, seen: Set<string>): boolean {
    const module = this.modules.get(file);
    if (!module || seen.has(file)) return false;
    seen.add(file);
    if (statSync(file, { throwIfNoEntry: false })?.mtimeMs !== module.modified) return true;
    return [...module.dependencies].some((dependency) => this.isStale(dependency, seen));
  }

  private start(file: string): LocalModule {
    const module: LocalModule = {
      exports: Object.create(null) as Record<string, unknown>,
      modified: statSync(file).mtimeMs,
      dependencies: new Set(),
      importers: new Set(),
      done: Promise.resolve(),
    };
    this.modules.set(file, module);
    module.done = this.run(file, module);
    module.done.catch(() => this.modules.delete(file));
    return module;
  }

  private async run(file: string, module: LocalModule): Promise<void> {
    const { dependencies, declare } = this.compile(file);
    const folder = path.dirname(file);
    const { setters, execute } = declare(exporter(module), {
      meta: { url: pathToFileURL(file).href, filename: file, dirname: folder },
      import: (specifier) => this.import(specifier, folder),
    });
    for (const [i, specifier] of dependencies.entries())
      await this.connect(specifier, { file, module, setter: setters[i]! });
    await execute?.();
  }

  private async connect(
    specifier: string,
    importer: { readonly file: string; readonly module: LocalModule; readonly setter: Setter },
  ): Promise<void> {
    const folder = path.dirname(importer.file);
    const file = /^\.{0,2}\//.test(specifier) ? resolveLocal(specifier, folder) : undefined;
    if (!file || file.endsWith('.json')) {
      importer.setter(await this.import(specifier, folder));
      return;
    }
    importer.module.dependencies.add(file);
    const loading = this.modules.has(file) && !this.isStale(file, new Set());
    const isCycle = loading && this.reaches(file, importer.file);
    if (!isCycle) await this.load(file);
    const { exports, importers } = this.modules.get(file)!;
    importers.add(() => importer.setter(exports));
    importer.setter(exports);
  }

  private reaches(from: string, to: string, seen = new Set<string>()): boolean {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    const next = this.modules.get(from)?.dependencies ?? [];
    return [...next].some((dependency) => this.reaches(dependency, to, seen));
  }

  private import(specifier: string, folder: string): Promise<ModuleNamespace> {
    const file = /^\.{0,2}\//.test(specifier) ? resolveLocal(specifier, folder) : undefined;
    return file ? this.load(file) : this.loadOther(specifier, folder);
  }

  private compile(file: string): { readonly dependencies: string[]; readonly declare: Declare } {
    const source = readFileSync(file, 'utf8');
    const { outputText, sourceMapText } = this.ts.transpileModule(source, {
      fileName: file,
      compilerOptions: moduleOptions(this.ts),
    });
    const { mappings } = JSON.parse(sourceMapText ?? '{"mappings":""}') as { mappings: string };
    rememberSource(file, source, mappings);
    const code = outputText.replace(/\n\/\/# sourceMappingURL=.*$/, '');
    const parsed = this.ts.createSourceFile(file, source, this.ts.ScriptTarget.ES2022, true);
    const regions = catchRegions(this.ts, parsed);
    const comment = sourceMapComment({ source, mappings, catchRegions: regions, path: file });
    const script = new vm.Script(`(function (System) {\n${code}\n})${comment}`, {
      filename: file,
      lineOffset: -1,
    });
    let registered: { dependencies: string[]; declare: Declare } | undefined;
    const System = {
      register: (dependencies: string[], declare: Declare) => {
        registered = { dependencies, declare };
      },
    };
    (script.runInThisContext() as (system: typeof System) => void)(System);
    return registered!;
  }
}

function exporter(module: LocalModule): Parameters<Declare>[0] {
  return (name, value) => {
    Object.assign(module.exports, typeof name === 'string' ? { [name]: value } : name);
    for (const update of module.importers) update();
    return value ?? name;
  };
}

function moduleOptions(ts: TypeScript): ts.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.System,
    jsx: ts.JsxEmit.React,
    esModuleInterop: true,
    allowJs: true,
    sourceMap: true,
  };
}
