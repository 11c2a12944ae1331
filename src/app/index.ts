export { compose } from './compose.ts';
export type { Sluice } from './compose.ts';
export type { Surroundings } from './surroundings.ts';
export { serve } from './serve.ts';
export type { Serving } from './serve.ts';
