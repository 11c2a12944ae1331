import { removeFolders, startServers, stopServers } from './databases.ts';

/** What a run starts for all of its tests, it ends. */
export const mochaGlobalSetup = startServers;
export const mochaGlobalTeardown = stopServers;

/** A rejection that nobody hears would end the service; mocha says nothing of it unless it is thrown. */
function failByIt(reason: unknown): never {
  throw reason;
}

export const mochaHooks = {
  beforeAll: () => void process.on('unhandledRejection', failByIt),
  afterAll() {
    process.removeListener('unhandledRejection', failByIt);
    removeFolders();
  },
};
