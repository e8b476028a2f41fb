// Ours of bench/populations.mjs, in a process of its own: node populations-ours.mjs PATH WHAT.
import { readSequences, unitCorrelations, unitStatistics } from '../dist/src/index.js';

const [path, what] = process.argv.slice(2);
const questions = {
  moments: async (source) => {
    const { mean, std, min, max } = await unitStatistics(source);
    return [mean, std, min, max];
  },
  everything: async (source) => {
    const options = { variables: { wave }, bins: 32, range: [-1, 1] };
    const { mean, std, min, max, correlation, histogram } = await unitStatistics(source, options);
    return [mean, std, min, max, correlation.wave, histogram.counts.data];
  },
  correlations: async (source) => [(await unitCorrelations(source)).data],
};
const steps = 200;
const wave = (sample, step) => Math.sin(sample * steps + step);
const before = process.cpuUsage();
const answer = await questions[what](readSequences(path));
const { user, system } = process.cpuUsage(before);
const sum = answer.flatMap((part) => [...part]).reduce((a, b) => a + b, 0);
const memory = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ cpu: (user + system) / 1000, memory, sum }));
