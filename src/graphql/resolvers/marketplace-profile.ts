import type { Refusal } from '../../kernel/errors.ts';
import type { Database } from '../../platform/db/index.ts';
import { profileByHandle, profileOfSubject } from '../../profile/index.ts';
import type {
  CorrectionDesk,
  EmailDesk,
  ProfileView,
  PublicField,
  PublicProfile,
  PublishingDesk,
} from '../../profile/index.ts';
import type { Subject } from '../../accounts/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/marketplace.ts';
import { connection, given, lower, payloads, upper } from '../shapes.ts';

/** Why this door refuses what people correct, verify and publish of themselves. */
const payload = payloads({
  ACCOUNT_REQUIRED: true,
  AGE_RESTRICTED: true,
  DISCLOSURE_EXPIRED: true,
  DISCLOSURE_UNKNOWN: true,
  EMAIL_UNVERIFIED: true,
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  LIMIT_REACHED: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface ProfileServices {
  readonly db: Database;
  readonly corrections: Pick<CorrectionDesk, 'correctProfile'>;
  readonly emails: Pick<EmailDesk, 'verifyByLogin' | 'sendVerification'>;
  readonly profileView: ProfileView;
  readonly publishing: PublishingDesk;
}

const MAX_CORRECTIONS = 50;

const ofViewer = (result: Subject | Refusal) => payload(result, (viewer) => ({ viewer }));

const ofPublic = (result: { readonly profile: PublicProfile | null } | Refusal) =>
  payload(result, ({ profile }) => ({ publicProfile: profile }));

const valueOf = ({ fields }: PublicProfile, wanted: PublicField): string | null =>
  fields.find(({ field }) => field === wanted)?.value ?? null;

/** The marketplace door's fields for a person's own profile, and for what they made public of it. */
export function createProfileResolvers(services: ProfileServices) {
  const { db, corrections, emails, profileView, publishing } = services;
  return {
    Query: {
      publicProfile: (_, { handle }) => db.read((r) => profileByHandle(r, handle)),
      publicationNotice: async (_, { input }, context) => {
        const notice = await publishing.notice(await context.subject(), given(input));
        return payload(notice, (shown) => ({ notice: shown }));
      },
    },
    Mutation: {
      correctProfile: async (_, { input: { idempotencyKey, ...wishes } }, context) => {
        const subject = await context.subject();
        return ofViewer(
          await corrections.correctProfile(
            { login: context.login(), session: context.session() },
            subject,
            idempotencyKey,
            given(wishes),
          ),
        );
      },
      verifyEmail: async (_, { input }, context) =>
        ofViewer(await emails.verifyByLogin(context.login(), await context.subject(), input.idempotencyKey)),
      sendEmailVerification: async (_, { input }, context) =>
        ofViewer(await emails.sendVerification(await context.subject(), input.idempotencyKey)),
      publishFields: async (_, { input: { noticeHash, idempotencyKey } }, context) =>
        ofPublic(await publishing.publishFields(await context.subject(), idempotencyKey, noticeHash)),
      unpublishFields: async (_, { input: { fields, idempotencyKey } }, context) =>
        ofPublic(
          await publishing.unpublishFields(await context.subject(), idempotencyKey, fields.map(lower)),
        ),
    },
    Viewer: {
      publicProfile: ({ id }) => db.read((r) => profileOfSubject(r, id)),
      published: async ({ id }) => [...((await db.read((r) => profileOfSubject(r, id)))?.fields ?? [])],
    },
    Profile: {
      name: ({ id }) => profileView.name(id),
      corrections: async ({ id }, page) => connection(await profileView.corrections(id, page)),
    },
    ProfileCorrection: {
      field: ({ field }) => upper(field),
      by: ({ by }) => upper(by),
      formerEmail: ({ formerEmail }) => formerEmail?.reveal() ?? null,
    },
    PublicProfile: {
      nickname: (profile) => valueOf(profile, 'nickname'),
      about: (profile) => valueOf(profile, 'about'),
    },
    PublishedField: {
      field: ({ field }) => upper(field),
      notice: ({ noticeHash }) => publishing.noticeText(noticeHash),
    },
    PublicationNotice: {
      fields: ({ values }) => Object.keys(values).map((field) => upper(field as PublicField)),
    },
    Release: {
      corrections: async ({ grantId }, _, { loaders }) =>
        [...(await loaders.corrections.load(grantId))].reverse().slice(0, MAX_CORRECTIONS),
    },
    ContactCorrection: {
      at: (entry) => entry.recordedAt,
      proof: (entry, _, { loaders }) => loaders.openedProofs.load(entry.id),
    },
  } satisfies Resolvers;
}
