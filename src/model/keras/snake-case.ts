/** Keras's own rule for the names of groups: SimpleRNN → simple_rnn, ConvLSTM2D → conv_lstm2d, PReLU → p_re_lu. */
export function snakeCase(className: string): string {
  return className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
