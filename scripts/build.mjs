// npm run build: builds dist/. `--if-stale` does nothing when no source changed since the last build.
import { build, buildIfStale } from './setup/build.mjs';

if (process.argv.includes('--if-stale')) buildIfStale();
else build();
