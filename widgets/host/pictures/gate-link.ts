import { linkDefaults, type LinkState, type ModuleTraits } from '../../state/index.js';
import { defineWidget } from '../core/define-widget.js';
import { withoutModule } from '../core/own-widget.js';

/** Hover, selection, step, unit and zoom that several views share, without a trip to the kernel. Can be observed and set. */
export class GateLink extends defineWidget<Omit<LinkState, keyof ModuleTraits>>({
  name: 'GateLink',
  ...withoutModule(linkDefaults),
}) {}
