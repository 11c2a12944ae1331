/** What an SMTP client is told (RFC 5321 4.2), in words that say nothing of anybody. */
export interface Reply {
  readonly code: 250 | 451 | 550 | 552 | 554;
  readonly text: string;
}

export const taken: Reply = { code: 250, text: 'OK' };
/** One answer for what never was and for what is over. */
export const noSuchAddress: Reply = { code: 550, text: 'There is no such address here' };
/** Its sender keeps it and tries again. */
export const later: Reply = { code: 451, text: 'It cannot be passed on now, try again later' };
export const tooLarge: Reply = { code: 552, text: 'It is larger than what is passed on here' };
export const unreadable: Reply = { code: 554, text: 'Its head cannot be read' };
/** Trying again would not help. */
export const notPassedOn: Reply = { code: 554, text: 'It could not be passed on' };
