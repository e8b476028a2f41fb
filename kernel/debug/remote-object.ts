/** A value as the inspector describes it. */
export interface RemoteObject {
  /** What `typeof` says. */
  readonly type: string;
  /** A closer word for some objects, such as `array`, `null`, `error`. */
  readonly subtype?: string;
  /** The name of the object's class. */
  readonly className?: string;
  /** The value itself, where JSON holds it. */
  readonly value?: unknown;
  /** A value that JSON does not hold, such as `NaN` or `1n`, as text. */
  readonly unserializableValue?: string;
  /** What a console would show of it. */
  readonly description?: string;
  /** By which it can be asked for more; absent for primitive values. */
  readonly objectId?: string;
  /** Its first parts, where they were asked for. */
  readonly preview?: ObjectPreview;
}

/** The first parts of an object, as the inspector describes it. */
export interface ObjectPreview {
  /** Whether it has more than are listed. */
  readonly overflow: boolean;
  /** Its first properties, with short values. */
  readonly properties: readonly {
    readonly name: string;
    readonly type: string;
    readonly value?: string;
  }[];
  /** The first entries of a map or set; a set's have no key. */
  readonly entries?: readonly {
    readonly key?: { readonly description?: string };
    readonly value: { readonly description?: string };
  }[];
}
