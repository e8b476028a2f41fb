import { createRequire } from 'node:module';
import type { NativeLibrary } from '../../../src/native/native-library.js';
import { nativeLibrary } from '../../../src/native/native-library.js';

// One that was compiled with checks is handed in by scripts/sanitize-native.mjs.
const checked = process.env['GATELAB_CHECKED_LIBRARY'];

/** The native code that tests call: that of this platform, where there is some. */
export const library = checked
  ? (createRequire(import.meta.url)(checked) as NativeLibrary)
  : nativeLibrary().library;
