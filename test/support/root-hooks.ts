import { removeFolders, startServers, stopServers } from './databases.ts';

/** What a run starts for all of its tests, it ends. */
export const mochaGlobalSetup = startServers;
export const mochaGlobalTeardown = stopServers;

export const mochaHooks = {
  afterAll: removeFolders,
};
