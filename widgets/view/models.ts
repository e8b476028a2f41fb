// The browser's models: default state, binary traits, and the link that views share.
import { linkDefaults, type LinkState } from '../state/index.js';
import type { BaseModule, WidgetClass } from './base.js';
import { serializersFor } from './serializers.js';
import { shareThrough } from './sharing.js';

/** Makes the model class of a picture. `binary` names its traits that carry numbers. */
export function makePictureModel(
  base: BaseModule,
  defaults: () => object,
  binary: readonly string[],
): WidgetClass {
  return class PictureModel extends base.DOMWidgetModel {
    static override serializers = serializersFor(base, binary);

    override defaults(): Record<string, unknown> {
      return { ...super.defaults(), ...defaults() };
    }

    override initialize(
      attributes: Record<string, unknown>,
      options: Parameters<InstanceType<BaseModule['DOMWidgetModel']>['initialize']>[1],
    ): void {
      super.initialize(attributes, options);
      shareThrough(this);
    }

    /** JupyterLab 4.6 holds closed comms as long as the kernel lives, and with each its model: the numbers must not stay too. */
    override async close(commClosed?: boolean): Promise<void> {
      await super.close(commClosed);
      const empty = this.defaults();
      Object.assign(this, { attributes: empty, _previousAttributes: empty });
    }
  };
}

/** Makes the class of the link model, which has no view. */
export function makeLinkModel(base: BaseModule): WidgetClass {
  return class GateLinkModel extends base.WidgetModel {
    override defaults(): Record<string, unknown> & LinkState {
      return { ...super.defaults(), ...linkDefaults() };
    }
  };
}
