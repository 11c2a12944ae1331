/**
 * Reads a URL (WHATWG); null if it is none. Not by `URL.canParse`: once optimised, that of Node 20 says no to a name
 * like `müller.example` that it let through before.
 */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
