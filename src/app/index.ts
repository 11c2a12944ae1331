export { compose, offersPort } from './compose.ts';
export type { Sluice, Surroundings } from './compose.ts';
export { migrations } from './migrations.ts';
export { serve } from './serve.ts';
export type { Serving } from './serve.ts';
