// The language engine: tslab's compiler, one checker for all cells, one scope object, and the run step.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type ts from '@tslab/typescript-for-tslab';
import { isReturnOfDisplay } from '../display/display.js';
import { stream } from '../session/outputs.js';
import {
  forgetSource,
  locateFrames,
  placeName,
  mapStackTraces,
  rememberSource,
  unusedName,
} from './cell-lines.js';
import { catchRegions } from './catch-regions.js';
import { CellChecker } from './checker.js';
import { showToDebugger, sourceMapComment } from './debugging.js';
import { completeAt } from './complete.js';
import { emitCell } from './emit-cell.js';
import type { CellRequest, CellResult, CodePosition, Engine } from './engine.js';
import { describeDiagnostics, describeError, isSyntaxProblem } from './failures.js';
import { helpRequest, showHelp } from './help-request.js';
import { createImporter, type ModuleNamespace } from './import-module.js';
import { importSpecifiers } from './import-specifiers.js';
import { IdleWork } from './idle-work.js';
import { inspectAt } from './inspect.js';
import { isComplete } from './is-complete.js';
import { obeyMagic, takeMagics, type Magic, type TypeErrors } from './magics.js';
import { NotebookImports } from './notebook-imports.js';
import { NpmPackages } from './npm.js';
import type { ImportedNames } from './rewrite-imports.js';
import { runCold } from './run-cold.js';
import { runCell, type CellBindings, type CellPlace } from './run-cell.js';
import { loadTypeScript, saveCompiledTypeScript, type BoundFile } from './typescript.js';

/** How the engine is set up. */
export interface EngineOptions {
  /** The notebook's folder; relative imports and packages are found from here. */
  readonly folder: string;
  /** The module whose exports are in scope in every cell. */
  readonly api: {
    readonly name: string;
    /** Loads the module; called once, before the first cell that mentions one of its names. */
    load(): Promise<ModuleNamespace>;
    /** The file that declares its types. */
    readonly types: string;
  };
  /** `stop` unless told; a cell changes it with `%types warn`. */
  readonly typeErrors?: TypeErrors;
}

/** How many cells' sources are kept for the tracebacks of their functions. */
const keptSources = 1000;

/** Makes an engine. */
export function createEngine(options: EngineOptions): Engine {
  return new CellEngine(options);
}

class CellEngine implements Engine {
  private readonly ts = loadTypeScript();
  private readonly npm = new NpmPackages();
  private readonly checker: CellChecker;
  private readonly imports: NotebookImports;
  /** What gatelab exports; a name that a cell declares hides it. */
  private readonly preloaded = Object.create(null) as Record<string, unknown>;
  private readonly scope = Object.create(this.preloaded) as Record<string, unknown>;
  private readonly bindings: CellBindings;
  private readonly unmapStackTraces = mapStackTraces();
  private readonly names: string[] = [];
  /** Where the cells that run say that they are. */
  private readonly places = new WeakMap<CellRequest, CellPlace>();
  private readonly idleWork = new IdleWork([
    () => this.checker.need('api'),
    saveCompiledTypeScript,
  ]);
  private cells = 0;
  private typeErrors: TypeErrors;
  private starting: Promise<void> | undefined;
  private loading: Promise<void> | undefined;

  constructor(private readonly options: EngineOptions) {
    const { folder, api } = options;
    const { npm, scope } = this;
    this.typeErrors = options.typeErrors ?? 'stop';
    this.checker = new CellChecker(this.ts, { folder, api, npm });
    const importer = createImporter(this.ts, { folder, api, npm });
    this.imports = new NotebookImports(importer, scope);
    const filename = path.join(folder, 'notebook.ts');
    showToDebugger(scope);
    this.bindings = {
      $scope: scope,
      $import: (specifier: string, names?: ImportedNames) => this.imports.load(specifier, names),
      $meta: { url: pathToFileURL(filename).href, dirname: folder, filename },
      require: importer.require,
      __dirname: folder,
      __filename: filename,
    };
  }

  ready(): Promise<void> {
    this.starting ??= new Promise((resolve) => {
      runCold(() => this.checker.check(this.checker.parse('0')));
      this.idleWork.start();
      resolve();
    });
    return this.starting;
  }

  async execute(request: CellRequest): Promise<CellResult> {
    await this.ready();
    this.idleWork.postpone();
    this.tidy();
    this.checker.declareLoosely(Object.keys(this.scope));
    const { code, magics } = takeMagics(request.code);
    const name = unusedName(`In[${request.executionCount}]`);
    try {
      for (const magic of magics) await this.obey(magic);
      const help = helpRequest(code);
      if (help) return showHelp(help, this.inspect(help.name, help.name.length, help.detail));
      const file = await this.prepare(code);
      const problems = this.checker.check(file);
      const isFatal = this.typeErrors === 'stop' || problems.some(isSyntaxProblem);
      if (problems.length > 0 && isFatal) return describeDiagnostics(this.ts, name, problems);
      if (problems.length > 0) this.warn(name, problems);
      await this.loadApi();
      return await this.run(file, name, request);
    } catch (error) {
      return describeError(error);
    }
  }

  async evaluate(expression: string): Promise<unknown> {
    await this.ready();
    const file = await this.prepare(`(${expression}\n)`);
    const [problem] = this.checker.check(file);
    if (problem)
      throw new SyntaxError(this.ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
    await this.loadApi();
    const cell = this.emit(file);
    const { signal } = new AbortController();
    const place = { file: 'expression', line: 1 };
    return (await runCell(cell, this.bindings, { place, signal }))?.value;
  }

  complete(code: string, position: number): ReturnType<Engine['complete']> {
    const sources = { cells: this.checker, folder: this.options.folder, scope: this.scope };
    return completeAt(this.ts, sources, code, position);
  }

  inspect(code: string, position: number, detail: 0 | 1): ReturnType<Engine['inspect']> {
    return inspectAt(this.ts, this.checker, { code: takeMagics(code).code, position, detail });
  }

  isComplete(code: string): ReturnType<Engine['isComplete']> {
    const { code: rest } = takeMagics(code);
    return helpRequest(rest) ? { status: 'complete' } : isComplete(this.ts, rest);
  }

  locate(frames: readonly CodePosition[], cell: CellRequest): string | undefined {
    const place = this.places.get(cell);
    return locateFrames(frames) ?? (place && placeName(place.file, place.line));
  }

  async close(): Promise<void> {
    this.idleWork.cancel();
    saveCompiledTypeScript();
    this.unmapStackTraces();
    this.names.forEach(forgetSource);
  }

  /** Parses a cell once everything it stands on is there and up to date. */
  private async prepare(code: string): Promise<BoundFile> {
    const file = this.checker.parse(code);
    for (const specifier of importSpecifiers(this.ts, file))
      if (specifier.startsWith('npm:'))
        await this.npm.ensure(specifier, (text) => stream('stdout', text));
    if (this.checker.refresh()) await this.imports.refresh();
    return file;
  }

  /** Fills the scope with the preloaded module as soon as the checker knows its names: a cell mentioned one. */
  private async loadApi(): Promise<void> {
    if (!this.checker.has('api')) return;
    this.loading ??= this.options.api.load().then((exports) => {
      Object.assign(this.preloaded, exports);
    });
    await this.loading;
  }

  /** Keeps memory flat: in quiet moments, and in a long run without any. */
  private tidy(): void {
    this.checker.trim(400);
    if (++this.cells % 100 === 0) this.idleWork.add(() => this.checker.trim(80));
    while (this.names.length > keptSources) forgetSource(this.names.shift()!);
  }

  private async obey(magic: Magic): Promise<void> {
    const typeErrors = await obeyMagic(magic, this.options.folder);
    this.typeErrors = typeErrors ?? this.typeErrors;
  }

  private warn(name: string, problems: readonly ts.Diagnostic[]): void {
    stream('stderr', `${describeDiagnostics(this.ts, name, problems).traceback.join('\n')}\n`);
  }

  private emit(file: BoundFile): ReturnType<typeof emitCell> {
    const { compilerOptions, scope } = this.checker;
    return emitCell(this.ts, file, {
      options: compilerOptions,
      scope,
      resolver: this.checker.emitResolver(file),
    });
  }

  private async run(file: BoundFile, name: string, request: CellRequest): Promise<CellResult> {
    const cell = this.emit(file);
    rememberSource(name, file.text, cell.mappings);
    this.names.push(name);
    const before = { ...this.scope };
    try {
      const { mappings } = cell;
      const source = { source: request.code, mappings, catchRegions: catchRegions(this.ts, file) };
      const code = cell.code + sourceMapComment(source);
      const place = { file: name, line: 1 };
      this.places.set(request, place);
      const returned = await runCell({ ...cell, code }, this.bindings, { ...request, place });
      this.checker.declare(file, () => true);
      const value = cell.hasValue ? returned?.value : undefined;
      return value === undefined || isReturnOfDisplay(value)
        ? { status: 'ok', hasValue: false }
        : { status: 'ok', hasValue: true, value };
    } catch (error) {
      // What was reached before the error stays, as in Python.
      this.checker.declare(
        file,
        (declared) =>
          Object.hasOwn(this.scope, declared) && this.scope[declared] !== before[declared],
      );
      return describeError(error);
    }
  }
}
