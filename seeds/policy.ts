/** The demo company's policy: what the program keeps, said in plain words. */
export const demoPolicy = {
  version: '2026-11',
  material: true,
  text: `Privacy policy of the demo marketplace, version 2026-11

1. We give your email address to a partner only after you said yes, by accepting an offer or installing an app. Doing
   nothing, looking at something or closing it is never a yes.
2. Before you say yes we show you the exact text: who gets the address, what they may do with it, which policy of theirs
   applies. We keep that text, and every release, in a ledger that cannot be changed unnoticed.
3. You can take a yes back in one step. From that moment we start no delivery, and we tell the partner to stop.
4. Offers are matched to people inside our system. Partners do not learn to whom an offer was shown, or why.
5. This is for people of 18 and over.
6. You can see everything we hold about you, and erase it. After an erasure nobody can read it any more, we included.
`,
} as const;
