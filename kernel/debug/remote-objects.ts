// Values of the main thread as the Debug Adapter Protocol shows them.
import type { InspectorClient, Params } from './inspector-client.js';

/** A value as the inspector describes it. */
export interface RemoteObject {
  readonly type: string;
  readonly subtype?: string;
  readonly className?: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly description?: string;
  readonly objectId?: string;
}

/** A variable as the protocol names its parts. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  /** Left out of primitive values: JupyterLab shows a type that Python lacks in place of the value. */
  readonly type?: string;
  readonly evaluateName: string;
  readonly variablesReference: number;
}

/** Names in a cell's frames that a person did not write. */
const hidden = new Set([
  '$scope',
  '$import',
  '$meta',
  'require',
  '__dirname',
  '__filename',
  'arguments',
]);

/** Numbers that stand for objects, as long as the main thread stands still. */
export class RemoteObjects {
  private readonly ids = new Map<number, string>();
  private count = 0;

  constructor(private readonly inspector: InspectorClient) {}

  /** A number for an object; 0 for what has no parts. */
  reference(object: RemoteObject): number {
    if (object.objectId === undefined) return 0;
    this.ids.set(++this.count, object.objectId);
    return this.count;
  }

  clear(): void {
    this.ids.clear();
  }

  /** The parts of an object. */
  async variables(reference: number): Promise<Variable[]> {
    const objectId = this.ids.get(reference);
    if (objectId === undefined) return [];
    const { result } = await this.inspector.send('Runtime.getProperties', {
      objectId,
      ownProperties: true,
      generatePreview: false,
    });
    return (result as Params[])
      .filter(({ name, value }) => value !== undefined && !hidden.has(String(name)))
      .map(({ name, value }) => this.variable(String(name), value as RemoteObject));
  }

  variable(name: string, object: RemoteObject): Variable {
    const isPrimitive = object.objectId === undefined;
    return {
      name,
      value: textOf(object),
      ...(isPrimitive ? {} : { type: typeOf(object) }),
      evaluateName: name,
      variablesReference: this.reference(object),
    };
  }
}

/** What kind of value it is: its class, or the word of `typeof`. */
export function typeOf(object: RemoteObject): string {
  return object.className ?? object.subtype ?? object.type;
}

/** One line that says what a value is. */
export function textOf(object: RemoteObject): string {
  if (object.type === 'string') return JSON.stringify(object.value);
  return object.unserializableValue ?? object.description ?? String(object.value);
}
