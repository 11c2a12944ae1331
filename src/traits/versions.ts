const isNumeric = (identifier: string): boolean => /^\d+$/.test(identifier);

/** Numbers stand without leading zeros, so the longer one is the larger; as doubles, large ones would be the same. */
function compareIdentifiers(a: string, b: string): number {
  if (a === b) return 0;
  if (isNumeric(a) !== isNumeric(b)) return isNumeric(a) ? -1 : 1;
  if (isNumeric(a) && a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : 1;
}

function compareLists(a: string, b: string): number {
  const [as, bs] = [a.split('.'), b.split('.')];
  for (const [i, identifier] of as.entries()) {
    const other = bs[i];
    const order = other === undefined ? 1 : compareIdentifiers(identifier, other);
    if (order !== 0) return order;
  }
  return as.length - bs.length;
}

const split = (version: string): [core: string, prerelease: string | null] => {
  const dash = version.indexOf('-');
  return dash < 0 ? [version, null] : [version.slice(0, dash), version.slice(dash + 1)];
};

/** The precedence of two canonical versions (Semantic Versioning 2.0.0, section 11): zero for the same text alone. */
export function compareVersions(a: string, b: string): number {
  const [aCore, aPrerelease] = split(a);
  const [bCore, bPrerelease] = split(b);
  const order = compareLists(aCore, bCore);
  if (order !== 0 || aPrerelease === bPrerelease) return order;
  if (aPrerelease === null || bPrerelease === null) return aPrerelease === null ? 1 : -1;
  return compareLists(aPrerelease, bPrerelease);
}
