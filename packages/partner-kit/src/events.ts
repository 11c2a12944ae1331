// Made from schema/events/*.json by `npm run generate`. Do not edit.

/**
 * What an endpoint receives: an event, or its encrypted form.
 */
export type ReceivedEvent = WebhookEvent | EncryptedEvent;
/**
 * An event with its data readable.
 */
export type WebhookEvent =
  | AppInstalled
  | AppUninstalled
  | ConsentWithdrawn
  | ContactCorrected
  | ContactErased
  | ContactReleased
  | EndpointPing;
/**
 * What an email may be used for: to create an account, or to write to the person.
 */
export type Purpose = 'account_creation' | 'communication';

/**
 * A person installed the app.
 */
export interface AppInstalled {
  /**
   * What happened.
   */
  type: 'app.installed';
  /**
   * When it happened: RFC 3339, UTC, with milliseconds.
   */
  timestamp: string;
  /**
   * Present, and true, in sandbox and test messages only: the contact stands for nobody.
   */
  test?: true;
  data: Installation;
}
/**
 * Who installed which app, and what their email may be used for. The email itself comes in contact.released.
 */
export interface Installation {
  app: App;
  contact: Contact;
  /**
   * What you may use the email for.
   *
   * @minItems 1
   */
  purposes: Purpose[];
}
/**
 * The app that the person said yes or no to.
 */
export interface App {
  /**
   * The app’s id. It never changes.
   */
  id: string;
  /**
   * The app’s name in addresses of the marketplace.
   */
  slug: string;
  /**
   * The app’s name as people see it.
   */
  name: string;
}
/**
 * The person, by the name under which you know them.
 */
export interface Contact {
  /**
   * Your name for the person: the same in all your messages, unrelated to what other partners get.
   */
  id: string;
}
/**
 * A person uninstalled the app. It comes only if their contact had been sent to you, or tried.
 */
export interface AppUninstalled {
  /**
   * What happened.
   */
  type: 'app.uninstalled';
  /**
   * When it happened: RFC 3339, UTC, with milliseconds.
   */
  timestamp: string;
  /**
   * Present, and true, in sandbox and test messages only: the contact stands for nobody.
   */
  test?: true;
  data: EndedConsent;
}
/**
 * Whose yes ended, to which app, and what is left of it.
 */
export interface EndedConsent {
  app: App;
  contact: Contact;
  /**
   * The purposes that ended.
   *
   * @minItems 1
   */
  purposes: Purpose[];
  /**
   * The purposes that another yes of the person to this app still covers. Empty: stop using the email.
   */
  purposesLeft: Purpose[];
  /**
   * Until when you have to attest that the contact is deleted: RFC 3339, UTC, with milliseconds. Null while purposes are left.
   */
  deleteBy: string | null;
}
/**
 * A person took a yes back. It comes only if their contact had been sent to you, or tried.
 */
export interface ConsentWithdrawn {
  /**
   * What happened.
   */
  type: 'consent.withdrawn';
  /**
   * When it happened: RFC 3339, UTC, with milliseconds.
   */
  timestamp: string;
  /**
   * Present, and true, in sandbox and test messages only: the contact stands for nobody.
   */
  test?: true;
  data: EndedConsent;
}
/**
 * A person whose email you have corrected it, and verified the new one: use it from now on, for the same purposes.
 */
export interface ContactCorrected {
  /**
   * What happened.
   */
  type: 'contact.corrected';
  /**
   * When it happened: RFC 3339, UTC, with milliseconds.
   */
  timestamp: string;
  /**
   * Present, and true, in sandbox and test messages only: the contact stands for nobody.
   */
  test?: true;
  data: Correction;
}
/**
 * Whose email it is, for which app, and what for.
 */
export interface Correction {
  app: App;
  contact: CorrectedContact;
  /**
   * What you may use the email for.
   *
   * @minItems 1
   */
  purposes: Purpose[];
}
/**
 * The person, by the name under which you know them, and where to write to them now.
 */
export interface CorrectedContact {
  /**
   * Your name for the person: the same in all your messages, unrelated to what other partners get.
   */
  id: string;
  /**
   * The person’s new email. Absent in thin messages: fetch it from the partner door when you need it.
   */
  email?: string;
}
/**
 * A person erased their account: delete all that you hold about them. It comes only if their contact had been sent to you, or tried.
 */
export interface ContactErased {
  /**
   * What happened.
   */
  type: 'contact.erased';
  /**
   * When it happened: RFC 3339, UTC, with milliseconds.
   */
  timestamp: string;
  /**
   * Present, and true, in sandbox and test messages only: the contact stands for nobody.
   */
  test?: true;
  data: EndedConsent;
}
/**
 * A person said yes: here is their email, for these purposes and nothing else.
 */
export interface ContactReleased {
  /**
   * What happened.
   */
  type: 'contact.released';
  /**
   * When it happened: RFC 3339, UTC, with milliseconds.
   */
  timestamp: string;
  /**
   * Present, and true, in sandbox and test messages only: the contact stands for nobody.
   */
  test?: true;
  data: Release;
}
/**
 * Who said yes, to which app, and what for.
 */
export interface Release {
  app: App;
  contact: ReleasedContact;
  /**
   * What you may use the email for.
   *
   * @minItems 1
   */
  purposes: Purpose[];
}
/**
 * The person, by the name under which you know them, and where to write to them.
 */
export interface ReleasedContact {
  /**
   * Your name for the person: the same in all your messages, unrelated to what other partners get.
   */
  id: string;
  /**
   * The person’s email. Absent in thin messages: fetch it from the partner door when you need it.
   */
  email?: string;
}
/**
 * A question to a new endpoint: whether it is yours. Answer 2xx with the JSON {"challenge": "..."}. Never encrypted.
 */
export interface EndpointPing {
  /**
   * What happened.
   */
  type: 'endpoint.ping';
  /**
   * When it happened: RFC 3339, UTC, with milliseconds.
   */
  timestamp: string;
  /**
   * Present, and true, in sandbox and test messages only: the contact stands for nobody.
   */
  test?: true;
  data: Ping;
}
/**
 * What to answer with.
 */
export interface Ping {
  /**
   * A fresh random text: 32 bytes in base64url, without padding.
   */
  challenge: string;
}
/**
 * Any event but endpoint.ping, as it comes to an endpoint that has an encryption key of its own: a JWE takes the place of the data.
 */
export interface EncryptedEvent {
  /**
   * What happened. The event’s own file says what the data is like once it is decrypted.
   */
  type:
    | 'contact.released'
    | 'contact.corrected'
    | 'consent.withdrawn'
    | 'contact.erased'
    | 'app.installed'
    | 'app.uninstalled';
  /**
   * When it happened: RFC 3339, UTC, with milliseconds.
   */
  timestamp: string;
  /**
   * Present, and true, in sandbox and test messages only: the contact stands for nobody.
   */
  test?: true;
  /**
   * A JWE (RFC 7516) in compact form. Its plaintext is the JSON of data; alg is RSA-OAEP-256, ECDH-ES or ECDH-ES+A256KW, enc is A256GCM.
   */
  encrypted: string;
}
