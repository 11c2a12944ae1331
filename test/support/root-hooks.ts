/** Hooks around the whole run: what a test starts, it ends; nothing here may hide a leak. */
export const mochaHooks = {};
