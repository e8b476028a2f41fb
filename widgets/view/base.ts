// The door to @jupyter-widgets/base. Its classes come from the page at run time, so only its types are imported.
import type * as base from '@jupyter-widgets/base';

/** The module as the page hands it in. */
export type BaseModule = typeof base;

/** A model, and what managers hand around. */
export type WidgetModel = base.WidgetModel;

/** How the traits of a model are turned into JSON with buffers and back. */
export type Serializers = base.ISerializers;

/** A class that a widget manager can make. */
export type WidgetClass = new (...args: never[]) => unknown;
