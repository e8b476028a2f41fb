// A language small enough to test the protocol with: JavaScript in Node's own vm, no compiler.
import vm from 'node:vm';
import type {
  CellRequest,
  CellResult,
  Completeness,
  Completions,
  Engine,
  Inspection,
} from '../../../kernel/engine/engine.js';

/** An engine that runs cells as JavaScript in a context of its own; cells may `await`. */
export class TestEngine implements Engine {
  readonly context: vm.Context;
  /** Resolve this to let the engine get ready. */
  readonly whenReady: Promise<void>;

  constructor(globals: Record<string, unknown> = {}, whenReady: Promise<void> = Promise.resolve()) {
    this.context = vm.createContext({
      setTimeout,
      setImmediate,
      queueMicrotask,
      Uint8Array,
      ...globals,
    });
    this.whenReady = whenReady;
  }

  ready(): Promise<void> {
    return this.whenReady;
  }

  async execute({ code, signal }: CellRequest): Promise<CellResult> {
    try {
      const stopped = new Promise<never>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason as Error)),
      );
      const value: unknown = await Promise.race([this.evaluate(code), stopped]);
      return value === undefined
        ? { status: 'ok', hasValue: false }
        : { status: 'ok', hasValue: true, value };
    } catch (error) {
      const { name, message } = error as Error;
      return { status: 'error', ename: name, evalue: message, traceback: [`${name}: ${message}`] };
    }
  }

  async evaluate(code: string): Promise<unknown> {
    const text = code.includes('await') ? `(async () => { ${code} })()` : code;
    return vm.runInContext(text, this.context) as unknown;
  }

  complete(code: string, position: number): Completions {
    const word = /\w*$/.exec(code.slice(0, position))![0];
    const names = ['alpha', 'alphabet', 'beta'].filter((name) => name.startsWith(word));
    const items = names.map((text) => ({
      text,
      kind: 'const',
      signature: `const ${text}: number`,
    }));
    return { start: position - word.length, end: position, items };
  }

  inspect(code: string, position: number): Inspection | undefined {
    const text = code.slice(0, position);
    return text.endsWith('alpha')
      ? { text: 'const alpha: number', markdown: '`alpha`' }
      : undefined;
  }

  isComplete(code: string): Completeness {
    return code.endsWith('{') ? { status: 'incomplete', indent: '  ' } : { status: 'complete' };
  }

  async close(): Promise<void> {}
}
