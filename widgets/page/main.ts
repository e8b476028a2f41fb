// The script of a self-contained page: puts live widgets in the places of their pictures.
import * as base from '@jupyter-widgets/base';
import * as baseManager from '@jupyter-widgets/base-manager';
import * as controls from '@jupyter-widgets/controls';
import '@jupyter-widgets/controls/css/widgets.css';
import * as messaging from '@lumino/messaging';
import * as lumino from '@lumino/widgets';
import '@lumino/widgets/style/index.css';
import './icons.css';
import { makeSavedManager } from './manager.js';
import { enhance } from './output.js';

async function start(): Promise<void> {
  // A script, which nothing in the text of the notebook can be.
  const saved = document.querySelector('script#widget-state[type="application/json"]');
  if (!saved) return;
  const manager = makeSavedManager({ base, baseManager, controls, lumino, messaging });
  await manager.set_state(JSON.parse(saved.textContent) as baseManager.IManagerState);
  for (const place of document.querySelectorAll<HTMLElement>('[data-widget]')) {
    await enhance(place, place.dataset['widget']!, manager);
  }
}

void start();
