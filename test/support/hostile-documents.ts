/** `n` parts of a text, with spaces between. */
export const repeat = (n: number, part: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => part(i)).join(' ');

/** Documents that ask for too much: of what, the text, and what the refusal says. */
export const tooMuch: readonly [what: string, query: string, wants: RegExp][] = [
  ['tokens', `{ ${repeat(1_001, () => 'a')} }`, /^Syntax Error/],
  ['aliases', `{ ${repeat(101, (i) => `a${i}: __typename`)} }`, /too much breadth.*at most 100/],
  ['the same field', `{ ${repeat(101, () => '__typename')} }`, /too much breadth/],
  [
    'depth',
    `{ apps(first: 1) { nodes ${'{ partner { id '.repeat(15)}${'} }'.repeat(15)} } }`,
    /too much depth.*at most 15/,
  ],
  [
    'fields in fragments of fragments',
    `{ ...F0 } ${repeat(9, (i) => `fragment F${i} on Query { a${i}: __typename ...F${i + 1} ...F${i + 1} }`)} fragment F9 on Query { __typename }`,
    /too much (breadth|fields)/,
  ],
  [
    'fragments that nobody uses',
    `{ __typename } ${repeat(6, (i) => `fragment F${i} on Query { ${repeat(90, (j) => `a${j}: __typename`)} }`)}`,
    /too much fields.*at most 500|^Syntax Error/,
  ],
  [
    'lists of lists',
    '{ apps(first: 100) { nodes { links { url } a: links { url } b: links { url } c: links { url } d: links { url } e: links { url } f: links { url } g: links { url } h: links { url } i: links { url } } } }',
    /too much cost.*at most 10000/,
  ],
  [
    'introspection of introspection',
    `{ __schema { types { ${'fields { type { '.repeat(6)}name${' } }'.repeat(6)} } } }`,
    /too much cost|introspection depth/,
  ],
];
