import type { Case, Outcome } from './run-case.js';

/** The kinds of layers that are the columns of the overview. */
const columns = ['LSTM', 'GRU', 'SimpleRNN', 'Bidirectional', 'RNN of cells', 'ConvLSTM'] as const;
type Column = (typeof columns)[number];

/** Which column a case counts for. */
function columnOf({ kind, series }: Case): Column {
  if (series[0]?.startsWith('forward_')) return 'Bidirectional';
  if (kind.startsWith('ConvLSTM')) return 'ConvLSTM';
  if (kind === 'RNN') return 'RNN of cells';
  if (kind.includes('LSTM')) return 'LSTM';
  return kind.includes('GRU') ? 'GRU' : 'SimpleRNN';
}

/** Why a format has no case of a column: what its framework does not have, or what no fixture holds. */
function absence(format: string, column: Column): string {
  if (/PyTorch|TorchScript|safetensors|npz/.test(format)) {
    if (column === 'ConvLSTM') return 'PyTorch has none';
    if (column === 'RNN of cells') return 'PyTorch has none: cells stand alone';
  }
  if (format === 'ONNX' && (column === 'ConvLSTM' || column === 'RNN of cells')) {
    return 'ONNX has none';
  }
  if (format.startsWith('Keras 1') && column === 'RNN of cells') return 'Keras 1 has none';
  return 'no fixture';
}

/** Formats × kinds of layers: how many cases, and the largest differences among them. */
export function overview(cases: readonly Case[], outcomes: ReadonlyMap<string, Outcome>): string[] {
  const formats = [...new Set(cases.map(({ format }) => format))].sort();
  const cell = (format: string, column: Column) => {
    const found = cases.filter((one) => one.format === format && columnOf(one) === column);
    if (found.length === 0) return absence(format, column);
    const known = found.flatMap(({ id }) => outcomes.get(id) ?? []);
    if (known.length < found.length)
      return `${found.length - known.length} of ${found.length} failed`;
    const single = known.filter((_, n) => !found[n]!.precision);
    const worst = (values: readonly number[]) => Math.max(...values).toExponential(0);
    const apart = single.length > 0 ? worst(single.map(({ framework }) => framework)) : 'half';
    return `${found.length}: ${worst(known.map(({ float64 }) => float64))}, ${apart}`;
  };
  return [
    `| format | ${columns.join(' | ')} |`,
    `| --- |${columns.map(() => ' --- |').join('')}`,
    ...formats.map(
      (format) => `| ${format} | ${columns.map((column) => cell(format, column)).join(' | ')} |`,
    ),
  ];
}
