// The language engine: tslab's compiler, one checker for all cells, one scope object, and the run step.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { mapStackTraces, rememberSource } from './cell-lines.js';
import { CellChecker } from './checker.js';
import { completeAt } from './complete.js';
import { emitCell } from './emit-cell.js';
import type { CellRequest, CellResult, Engine } from './engine.js';
import { describeDiagnostics, describeError } from './failures.js';
import { bindImports, createImporter, type ModuleNamespace } from './import-module.js';
import { inspectAt } from './inspect.js';
import { isComplete } from './is-complete.js';
import type { ImportedNames } from './rewrite-imports.js';
import { runCell, type CellBindings } from './run-cell.js';
import { loadTypeScript, type BoundFile } from './typescript.js';

/** How the engine is set up. */
export interface EngineOptions {
  /** The notebook's folder; relative imports and packages are found from here. */
  readonly folder: string;
  /** The module whose exports are in scope in every cell. */
  readonly api: {
    readonly name: string;
    /** Loads the module, in the background, before the first cell. */
    load(): Promise<ModuleNamespace>;
    /** The file that declares its types. */
    readonly types: string;
  };
  /** Whether a type error keeps a cell from running (the default), or is only reported. */
  readonly typeErrors?: 'stop' | 'warn';
  /** Takes warnings, such as type errors that do not stop the cell. */
  readonly warn?: (text: string) => void;
}

/** Makes an engine. Nothing heavy happens before `ready()` or the first cell. */
export function createEngine(options: EngineOptions): Engine {
  return new CellEngine(options);
}

class CellEngine implements Engine {
  private readonly ts = loadTypeScript();
  private readonly checker: CellChecker;
  private readonly importer;
  private readonly scope = Object.create(null) as Record<string, unknown>;
  private loading: Promise<void> | undefined;
  private readonly bindings: CellBindings;
  private readonly unmapStackTraces = mapStackTraces();

  constructor(private readonly options: EngineOptions) {
    const { folder, api } = options;
    this.checker = new CellChecker(this.ts, { folder, api });
    this.importer = createImporter({ folder, api });
    const filename = path.join(folder, 'notebook.ts');
    this.bindings = {
      $scope: this.scope,
      $import: (specifier: string, names?: ImportedNames) => this.importInto(specifier, names),
      $meta: { url: pathToFileURL(filename).href, dirname: folder, filename },
      require: this.importer.require,
      __dirname: folder,
      __filename: filename,
    };
  }

  ready(): Promise<void> {
    this.loading ??= this.options.api.load().then((exports) => {
      Object.assign(this.scope, exports);
      this.checker.check(this.checker.parse('0'));
    });
    return this.loading;
  }

  async execute(request: CellRequest): Promise<CellResult> {
    const name = `In[${request.executionCount}]`;
    await this.ready();
    this.checker.refresh();
    const file = this.checker.parse(request.code);
    const diagnostics = this.checker.check(file);
    const isSyntax = diagnostics.some((d) => d.code < 2000);
    if (diagnostics.length > 0) {
      const failure = describeDiagnostics(this.ts, name, diagnostics);
      if (isSyntax || this.options.typeErrors !== 'warn') return failure;
      this.options.warn?.(failure.traceback.join('\n'));
    }
    return this.run(file, name, request);
  }

  async evaluate(expression: string): Promise<unknown> {
    await this.ready();
    const file = this.checker.parse(`(${expression}\n)`);
    const diagnostics = this.checker.check(file);
    if (diagnostics.length > 0)
      throw new SyntaxError(
        this.ts.flattenDiagnosticMessageText(diagnostics[0]!.messageText, '\n'),
      );
    const cell = this.emit(file);
    const { signal } = new AbortController();
    return (await runCell({ ...cell, file: 'expression' }, this.bindings, signal))?.value;
  }

  complete(code: string, position: number): ReturnType<Engine['complete']> {
    return completeAt(this.ts, this.checker, code, position);
  }

  inspect(code: string, position: number, detail: 0 | 1): ReturnType<Engine['inspect']> {
    return inspectAt(this.ts, this.checker, { code, position, detail });
  }

  isComplete(code: string): ReturnType<Engine['isComplete']> {
    return isComplete(this.ts, code);
  }

  async close(): Promise<void> {
    this.unmapStackTraces();
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
    rememberSource(name, request.code, cell.mappings);
    try {
      const returned = await runCell({ ...cell, file: name }, this.bindings, request.signal);
      this.checker.declare(file, () => true);
      const hasValue = cell.hasValue && returned?.value !== undefined;
      return hasValue
        ? { status: 'ok', hasValue, value: returned!.value }
        : { status: 'ok', hasValue };
    } catch (error) {
      // What was reached before the error stays, as in Python.
      this.checker.declare(file, (declared) => declared in this.scope);
      return describeError(error);
    }
  }

  private async importInto(specifier: string, names: ImportedNames = {}): Promise<ModuleNamespace> {
    const module = await this.importer.load(specifier);
    bindImports(this.scope, module, names);
    return module;
  }
}
