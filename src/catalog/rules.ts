/**
 * Install counts are public, so they are blurred: 0 below 10, then rounded down to two significant digits at most,
 * so that one person's install or uninstall seldom shows and never names anyone.
 */
export function roundInstalls(count: number): number {
  if (count < 10) return 0;
  const step = 10 ** Math.max(1, Math.floor(Math.log10(count)) - 1);
  return Math.floor(count / step) * step;
}

/** The words of a search: lower case, at most eight. */
export function searchWords(text: string): string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .slice(0, 8);
}

/** What a search looks through. */
export function searchText(app: { name: string; tagline: string; description: string }): string {
  return `${app.name} ${app.tagline} ${app.description}`.normalize('NFC').toLowerCase();
}
