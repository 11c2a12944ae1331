/** The kinds of people that the policy is for. */
export type SubjectType = 'SITE_VISITOR' | 'USER' | 'VISITOR_OF_USERS_SITE';

export interface SubjectTypeRights {
  readonly type: SubjectType;
  readonly held: string;
  readonly rights: readonly {
    readonly right: 'ACCESS' | 'CORRECTION' | 'ERASURE' | 'OBJECTION';
    readonly how: string;
  }[];
}

/** What is held about each kind of people, and how they use their rights. A test tries every one of the ways (P06). */
export const subjectTypes: readonly SubjectTypeRights[] = [
  {
    type: 'SITE_VISITOR',
    held: 'An entry for each public page that was looked at: the page, the time, the family of the browser, and a name of the network that says which it was on that day only. It is kept for 30 days, under a name that the page showed and that nothing else holds.',
    rights: [
      { right: 'ACCESS', how: 'GET /visits/ID, with the name that the page showed, gives all that is held.' },
      { right: 'CORRECTION', how: 'Nothing in an entry was told by the visitor; a wrong one is erased.' },
      { right: 'ERASURE', how: 'DELETE /visits/ID erases the entry at once.' },
      { right: 'OBJECTION', how: 'A request with Sec-GPC: 1 is not logged.' },
    ],
  },
  {
    type: 'USER',
    held: 'The account: its email, sealed; what was agreed to, given, taken back and refused; facts by which offers are chosen; preferences; a subscription.',
    rights: [
      {
        right: 'ACCESS',
        how: 'viewer shows all of it, and each release of the email with its proof; exportMyData gives a copy.',
      },
      {
        right: 'CORRECTION',
        how: 'correctProfile corrects the email, the name and the birth date; setPreferences changes what was chosen; withdrawGrant takes a yes back.',
      },
      { right: 'ERASURE', how: 'eraseAccount destroys the key of all that is personal.' },
      {
        right: 'OBJECTION',
        how: 'setPreferences(input: {offers: false}), or a browser that sends Sec-GPC: 1; fileComplaint for all else.',
      },
    ],
  },
  {
    type: 'VISITOR_OF_USERS_SITE',
    held: 'Nothing. No script, cookie or picture of ours is on the sites of users and partners, and facts are recorded about people with an account only.',
    rights: [
      { right: 'ACCESS', how: 'GET /visits says that nothing is held, and why nobody could be found in it.' },
      {
        right: 'CORRECTION',
        how: 'There is nothing to correct. The site that was visited answers for its own.',
      },
      { right: 'ERASURE', how: 'There is nothing to erase. The site that was visited answers for its own.' },
      { right: 'OBJECTION', how: 'A fact about somebody without an account is refused, whoever sends it.' },
    ],
  },
];
