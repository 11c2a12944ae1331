import type { ActiveGrant } from '../consent/index.ts';

/** Whether a grant is for this very person, partner and app: an active grant to somebody else lets nothing out. */
export const covers = (
  grant: ActiveGrant | undefined,
  about: { readonly subjectId: string; readonly partnerId: string; readonly appId: string },
): boolean =>
  grant !== undefined &&
  grant.subjectId === about.subjectId &&
  grant.partnerId === about.partnerId &&
  grant.appId === about.appId;
