/** How much of a long suite to run: the small dose is part of `npm test`, the full one has its own script. */
export const dose = (small: number, full: number): number =>
  process.env['SLUICE_TEST_DOSE'] === 'full' ? full : small;
