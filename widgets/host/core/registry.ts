// The open widgets of this process, and the two comm targets by which a front end asks for them.
import { joinBuffers, splitBuffers, type BufferPath } from './buffers.js';
import type { Comm, CommHost, CommMessage } from './comm.js';
import type { WidgetLike } from './widget-spec.js';

/** The version of the widget protocol that we speak; the front end checks its major number. */
export const protocolVersion = '2.1.0';

/** What the widgets may want to know of the kernel they are connected to. */
export interface ConnectOptions {
  /** Identifies the cell being run; its widgets are closed when it runs again. */
  readonly currentCell?: () => string | undefined;
  /** Id of the request whose outputs the running code makes; output widgets catch them by it. */
  readonly currentRequest?: () => string | undefined;
  /** Shows a value as the result of a cell is shown. */
  readonly show?: (value: unknown) => unknown;
  /** Turns a module that a person wrote in TypeScript into what a browser runs. */
  readonly transpile?: (code: string) => string;
  /** Whether changes are echoed to the front end they came from (`JUPYTER_WIDGETS_ECHO`). True unless told. */
  readonly echo?: boolean;
  /**
   * False while nobody watches, as under `nbconvert --execute`. Pictures are then not announced to the program that runs
   * the notebook, so that it shows their static form; a front end that comes later is told of them. True unless told.
   */
  readonly isWatched?: () => boolean;
}

interface Connection extends ConnectOptions {
  readonly host: CommHost;
}

let connection: Connection | undefined;
let managerSeen = false;
const open = new Map<string, WidgetLike>();
const owners = new Map<string, Set<WidgetLike>>();
const classes = new Map<string, () => WidgetLike>();
let adopted: Comm | undefined;
let owner: string | undefined;

/** Gives the widgets their way to open comms. Called once by the kernel; undefined disconnects and forgets all widgets. */
export function connectWidgets(host: CommHost | undefined, options: ConnectOptions = {}): void {
  for (const widget of [...open.values()]) widget.close();
  owners.clear();
  managerSeen = false;
  connection = host && { host, ...options };
  host?.registerTarget('jupyter.widget', openedByFrontEnd);
  host?.registerTarget('jupyter.widget.control', openedControl);
}

/** The connection, if a kernel made one. */
export const connected = (): Connection | undefined => connection;

/** Whether somebody is there who shows widgets. */
export const frontEndListens = (): boolean =>
  managerSeen || connection?.isWatched === undefined || connection.isWatched();

/** Remembers an open widget, and the cell that made it. A strong reference: it lives until it is closed. */
export function remember(widget: WidgetLike, id: string): void {
  open.set(id, widget);
  const cell = owner ?? connection?.currentCell?.();
  if (cell === undefined) return;
  const owned = owners.get(cell) ?? new Set();
  owners.set(cell, owned.add(widget));
}

/** Forgets a widget that was closed. */
export function forget(widget: WidgetLike, id: string): void {
  open.delete(id);
  for (const owned of owners.values()) owned.delete(widget);
}

/** The open widget of this model id. */
export const widgetOf = (id: string): WidgetLike | undefined => open.get(id);

/** All open widgets, oldest first. */
export const openWidgets = (): readonly WidgetLike[] => [...open.values()];

/** Closes the widgets that a cell made; the kernel calls this before the cell runs again. */
export function closeWidgetsOf(cell: string): void {
  const owned = owners.get(cell);
  owners.delete(cell);
  for (const widget of owned ?? []) widget.close();
}

/** Runs `make` and calls the widgets it makes those of `name`; what the last run under this name made is closed. */
export function renewWidgetsOf<T>(name: string, make: () => T): T {
  const before = owners.get(name);
  owners.delete(name);
  const outer = owner;
  owner = name;
  try {
    return make();
  } finally {
    owner = outer;
    for (const widget of before ?? []) widget.close();
  }
}

/** Takes a widget out of the care of its cell: it stays open when the cell runs again. */
export function disown(widget: WidgetLike): void {
  for (const owned of owners.values()) owned.delete(widget);
}

/** Lets the front end create widgets of this class, as its link and controller views do. */
export function registerClass(module: string, modelName: string, make: () => WidgetLike): void {
  classes.set(`${module}/${modelName}`, make);
}

/** The comm that the widget being constructed belongs to, when the front end opened it. */
export function takeAdopted(): Comm | undefined {
  const comm = adopted;
  adopted = undefined;
  return comm;
}

function openedByFrontEnd(comm: Comm, message: CommMessage): void {
  managerSeen = true;
  const data = message.data as {
    state?: Record<string, unknown>;
    buffer_paths?: BufferPath[];
  };
  const state = joinBuffers(data.state ?? {}, data.buffer_paths ?? [], message.buffers);
  const make = classes.get(`${String(state._model_module)}/${String(state._model_name)}`);
  if (make === undefined) {
    comm.close();
    return;
  }
  adopted = comm;
  void make().receive(state);
}

function openedControl(comm: Comm): void {
  managerSeen = true;
  comm.onMessage(({ data }) => {
    if (data.method !== 'request_states') return;
    const states = Object.fromEntries(
      [...open].map(([id, widget]) => [
        id,
        {
          model_name: widget.spec.model._model_name,
          model_module: widget.spec.model._model_module,
          model_module_version: widget.spec.model._model_module_version,
          state: widget.wireState(),
        },
      ]),
    );
    const split = splitBuffers(states);
    comm.send(
      { method: 'update_states', states: split.state, buffer_paths: split.paths },
      split.buffers,
    );
  });
}
