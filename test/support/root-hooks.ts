import { stopDatabases } from './databases.ts';

/** What a run starts for all of its tests, it ends. */
export const mochaHooks = {
  afterAll: stopDatabases,
};
