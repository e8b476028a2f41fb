// The language engine: a compiler, one checker for all cells, one scope object, and the run step.
import { isReturnOfDisplay } from '../display/display.js';
import { stream } from '../outputs/outputs.js';
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
import type { CodePosition } from '../protocol/code-position.js';
import type { CellRequest, CellResult, Engine } from './engine.js';
import type { EngineOptions } from './engine-options.js';
import { makeBindings } from './bindings.js';
import { describeError, isSyntaxProblem } from './failures.js';
import { judgeProblems, type Judged } from './judge-problems.js';
import { refuse, warn } from './report-problems.js';
import { Resources } from './resources.js';
import { helpRequest, showHelp } from './help-request.js';
import { createImporter } from './import-module.js';
import { importSpecifiers } from './import-specifiers.js';
import { IdleWork } from './idle-work.js';
import { inspectAt } from './inspect.js';
import { isComplete } from './is-complete.js';
import { NotebookHabits } from './magics/notebook-habits.js';
import { readCell, withoutMagics, type CellText, type Magic } from './magics/read-cell.js';
import { obeyEarly, type TypeErrors } from './magics/obey-early.js';
import { NotebookImports } from './notebook-imports.js';
import { NpmPackages } from './npm.js';
import { runCold } from './run-cold.js';
import { runCell, type CellBindings, type CellPlace } from './run-cell.js';
import { loadTypeScript, saveCompiledTypeScript, type BoundFile } from './typescript.js';

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
  private readonly habits = new NotebookHabits(this.scope, this.preloaded);
  private readonly resources = new Resources();
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
    showToDebugger(scope);
    this.bindings = makeBindings(folder, {
      scope,
      load: (specifier, names) => this.imports.load(specifier, names),
      use: (name, resource) => this.resources.use(name, resource),
      require: importer.require,
    });
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
    const name = unusedName(`In[${request.executionCount}]`);
    try {
      await this.ready();
      this.idleWork.postpone();
      this.tidy();
      this.checker.declareLoosely(Object.keys(this.scope));
      this.habits.begin(request.executionCount, request.code, request.signal);
      const help = helpRequest(request.code);
      if (help) return showHelp(help, this.inspect(help.name, help.name.length, help.detail));
      const cell = this.read(request.code);
      for (const magic of cell.magics) await this.obey(magic);
      const file = await this.prepare(cell.code);
      const judged = this.judge(file);
      const isFatal = this.typeErrors === 'stop' || judged.fatal.some(isSyntaxProblem);
      if (judged.fatal.length > 0 && isFatal) return refuse(this.ts, name, judged.fatal);
      warn(this.ts, name, judged);
      for (const sentence of this.checker.unknown.tell()) stream('stderr', `${sentence}\n`);
      await this.loadApi();
      return await this.run(file, { name, late: judged.late }, request);
    } catch (error) {
      return describeError(error);
    } finally {
      this.habits.endTiming();
    }
  }

  async evaluate(expression: string): Promise<unknown> {
    await this.ready();
    const file = await this.prepare(`(${expression}\n)`);
    const [problem] = this.judge(file).fatal;
    if (problem)
      throw new SyntaxError(this.ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
    await this.loadApi();
    const cell = this.emit(file, new Set());
    const { signal } = new AbortController();
    const place = { file: 'expression', line: 1 };
    return (await runCell(cell, this.bindings, { place, signal }))?.value;
  }

  complete(code: string, position: number): ReturnType<Engine['complete']> {
    const sources = { cells: this.checker, folder: this.options.folder, scope: this.scope };
    return completeAt(this.ts, sources, code, position);
  }

  inspect(code: string, position: number, detail: 0 | 1): ReturnType<Engine['inspect']> {
    return inspectAt(this.ts, this.checker, { code, position, detail });
  }

  isComplete(code: string): ReturnType<Engine['isComplete']> {
    if (helpRequest(code) || /^\s*%%/.test(code)) return { status: 'complete' };
    return isComplete(this.ts, withoutMagics(code));
  }

  locate(frames: readonly CodePosition[], cell: CellRequest): string | undefined {
    const place = this.places.get(cell);
    return locateFrames(frames) ?? (place && placeName(place.file, place.line));
  }

  async close(): Promise<void> {
    this.idleWork.cancel();
    saveCompiledTypeScript();
    await this.resources.close();
    this.unmapStackTraces();
    this.names.forEach(forgetSource);
  }

  private read(code: string): CellText {
    const isName = (word: string): boolean => word in this.scope || word in globalThis;
    return readCell({ ts: this.ts, isName }, code);
  }

  /** Checks a cell, and tells what is fatal from what is only said. */
  private judge(file: BoundFile): Judged {
    return judgeProblems(this.ts, file, this.checker.check(file), this.scope);
  }

  /** Parses a cell once everything it stands on is there and up to date. */
  private async prepare(code: string): Promise<BoundFile> {
    const file = this.checker.parseToRun(code);
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
    const order = await obeyEarly(magic, { folder: this.options.folder, npm: this.npm });
    this.typeErrors = order.typeErrors ?? this.typeErrors;
    if (order.isStrict !== undefined) this.checker.setStrict(order.isStrict);
    this.checker.readsJsx ||= magic.name === 'jsx';
    if (magic.name === 'npm') this.checker.forgetPackages();
  }

  private emit(file: BoundFile, late: ReadonlySet<string>): ReturnType<typeof emitCell> {
    const { compilerOptions, scope } = this.checker;
    return emitCell(this.ts, file, {
      options: compilerOptions,
      scope,
      late,
      resolver: this.checker.emitResolver(file),
    });
  }

  private async run(
    file: BoundFile,
    { name, late }: { readonly name: string; readonly late: ReadonlySet<string> },
    request: CellRequest,
  ): Promise<CellResult> {
    const cell = this.emit(file, late);
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
      if (value === undefined || isReturnOfDisplay(value)) return { status: 'ok', hasValue: false };
      if (!request.silent) this.habits.remember(request.executionCount, value);
      return { status: 'ok', hasValue: true, value };
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
