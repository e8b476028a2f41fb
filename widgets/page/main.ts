// The script of a self-contained page: puts live widgets in the places of their pictures.
import type { IManagerState } from '@jupyter-widgets/base-manager';
import '@jupyter-widgets/controls/css/widgets.css';
import '@lumino/widgets/style/index.css';
import './icons.css';
import { PageManager } from './manager.js';
import { enhance } from './output.js';

async function start(): Promise<void> {
  const saved = document.getElementById('widget-state');
  if (!saved) return;
  const manager = new PageManager();
  await manager.set_state(JSON.parse(saved.textContent) as IManagerState);
  for (const place of document.querySelectorAll<HTMLElement>('[data-widget]')) {
    await enhance(place, place.dataset['widget']!, manager);
  }
}

void start();
