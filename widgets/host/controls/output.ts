import { OutputBase } from './controls.generated.js';
import type { MimeBundle } from '../core/mime-bundle.js';
import { connected } from '../core/registry.js';
import type { Widget } from '../core/widget.js';

/** A place for outputs: what runs inside `capture` prints and displays there. */
export class Output extends OutputBase {
  /** The widget that was shown here last, as far as the kernel knows: the outputs themselves are caught by the front end. */
  shows: Widget | undefined;

  /**
   * Runs `show` with everything it prints and displays going into this widget, until a promise it returns has settled.
   * @returns what `show` returns
   */
  capture<T>(show: () => T): T {
    const end = this.#begin();
    let result: T;
    try {
      result = show();
    } catch (error) {
      end();
      throw error;
    }
    if (result instanceof Promise) return result.finally(end) as T;
    end();
    return result;
  }

  /** Removes what is shown. */
  clear(): void {
    this.outputs = [];
  }

  /** Adds printed text. */
  appendText(text: string, name: 'stdout' | 'stderr' = 'stdout'): void {
    this.outputs = [...this.outputs, { output_type: 'stream', name, text }];
  }

  /** Adds a MIME bundle, such as `{ 'text/html': '<b>x</b>' }`. */
  appendDisplay(data: MimeBundle, metadata: Record<string, unknown> = {}): void {
    this.outputs = [...this.outputs, { output_type: 'display_data', data, metadata }];
  }

  /** The front end takes outputs with this parent for the widget's own. */
  #begin(): () => void {
    const before = this.msg_id;
    this.msg_id = connected()?.currentRequest?.() ?? '';
    return () => {
      this.msg_id = before;
    };
  }
}
