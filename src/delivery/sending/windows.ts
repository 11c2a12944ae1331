import { concernsEndpoint } from '../endpoints/health.ts';
import type { AttemptOutcome } from '../types.ts';

const FIRST = 8;
const LARGEST = 128;

interface Window {
  size: number;
  underWay: number;
}

/**
 * How many attempts may be under way to each endpoint at once, in this process: few at first, one more for each that
 * is answered, half as many after a failure (additive increase, multiplicative decrease, as TCP does). So one that
 * answers fast fills its connections, and one that hangs holds a handful, however much waits for it.
 */
export class Windows {
  readonly #windows = new Map<string, Window>();

  /** How many more may start, so that no more than `atMost` are under way. */
  room(endpointId: string, atMost = LARGEST): number {
    const { size, underWay } = this.#of(endpointId);
    return Math.max(0, Math.min(size, atMost) - underWay);
  }

  started(endpointId: string): void {
    this.#of(endpointId).underWay += 1;
  }

  ended(endpointId: string, outcome: AttemptOutcome | null): void {
    const window = this.#of(endpointId);
    window.underWay -= 1;
    if (outcome === 'delivered') window.size = Math.min(LARGEST, window.size + 1);
    else if (outcome !== null && concernsEndpoint(outcome)) {
      window.size = Math.max(1, Math.floor(window.size / 2));
    }
    if (window.underWay === 0 && window.size === FIRST) this.#windows.delete(endpointId);
  }

  #of(endpointId: string): Window {
    let window = this.#windows.get(endpointId);
    if (window === undefined) {
      window = { size: FIRST, underWay: 0 };
      this.#windows.set(endpointId, window);
    }
    return window;
  }
}
