/** A file of test/fixtures/containers, whose npz holds what its framework computed; scripts/fixtures/containers_of_arrays.py writes them. */
export interface ContainerFile {
  readonly file: string;
  readonly layer: string;
  readonly what: string;
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Where they are. */
export const containerFolder = 'test/fixtures/containers';

const pickled = (protocol: number, layer: string): ContainerFile => ({
  file: `gru-${protocol}.pkl`,
  layer,
  what: `a pickled dict of NumPy arrays (protocol ${protocol}): a GRU of PyTorch's`,
});

/** Files of arrays by name, and frozen graphs. */
export const containerFiles: readonly ContainerFile[] = [
  pickled(2, 'enc.l0'),
  pickled(4, 'params.enc.l0'),
  pickled(5, 'enc.l0'),
  {
    file: 'frozen.pb',
    layer: 'rnn/basic_lstm_cell',
    what: 'a frozen graph of TensorFlow 1: a BasicLSTMCell',
    config: { forget_bias: 1 },
  },
];

/** The arrays of a file. */
export const arraysPath = ({ file }: ContainerFile): string =>
  `${containerFolder}/${file.replace(/\.\w+$/, '.npz')}`;
