/** A value as the inspector describes it. */
export interface RemoteObject {
  readonly type: string;
  readonly subtype?: string;
  readonly className?: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly description?: string;
  readonly objectId?: string;
  readonly preview?: ObjectPreview;
}

/** The first parts of an object, as the inspector describes it. */
export interface ObjectPreview {
  readonly overflow: boolean;
  readonly properties: readonly {
    readonly name: string;
    readonly type: string;
    readonly value?: string;
  }[];
  readonly entries?: readonly {
    readonly key?: { readonly description?: string };
    readonly value: { readonly description?: string };
  }[];
}
