// Loaded before a program: writes its greatest memory, in MB, to the file that GATELAB_PEAK names.
import { writeFileSync } from 'node:fs';
import { peakMegabytes } from '../../peak-memory.js';

process.on('exit', () => writeFileSync(process.env['GATELAB_PEAK']!, String(peakMegabytes())));
