/** A module's exports by name. */
export type ModuleNamespace = Readonly<Record<string, unknown>>;
