import type { ActiveGrant } from '../consent/index.ts';
import { isWithinScope } from '../policies/index.ts';

/**
 * Whether a grant lets the email of this very person out to this partner and app: an active grant to somebody else, of
 * another field or for more than its basis allows, lets nothing out.
 */
export const covers = (
  grant: ActiveGrant | undefined,
  about: { readonly subjectId: string; readonly partnerId: string; readonly appId: string },
): boolean =>
  grant !== undefined &&
  grant.subjectId === about.subjectId &&
  grant.partnerId === about.partnerId &&
  grant.appId === about.appId &&
  grant.fields.includes('email') &&
  isWithinScope(grant);
