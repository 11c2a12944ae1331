import { Presets, SingleBar } from 'cli-progress';

/** Shows how far a long task is, on stderr, where there is a terminal to show it on. */
export function createProgress(label: string): {
  readonly show: (done: number, total: number) => void;
  /** Says something beside the bar. */
  readonly say: (line: string) => void;
  readonly end: () => void;
} {
  let bar: SingleBar | null = null;
  return {
    show(done, total) {
      if (bar === null) {
        const format = `${label} {bar} {percentage}% | {value}/{total} | {eta_formatted} left`;
        bar = new SingleBar({ format, stream: process.stderr, hideCursor: null }, Presets.shades_classic);
        bar.start(total, done);
      }
      bar.update(done);
    },
    say(line) {
      // The bar is drawn anew below.
      const clear = bar !== null && process.stderr.isTTY ? '\r\u001b[K' : '';
      process.stderr.write(`${clear}${line}\n`);
    },
    end: () => bar?.stop(),
  };
}
