import { mutationText, newKey } from './marketplace.ts';
import type { Marketplace, UserErrors } from './marketplace.ts';

export interface SegmentView {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly criterion: unknown;
  readonly text: string;
  readonly version: number;
  readonly author: string;
  readonly archivedAt: string | null;
  readonly versions: readonly { version: number; text: string; author: string }[];
}

const SEGMENT =
  'segment { id name description criterion text version author archivedAt versions { version text author } }';

export interface SizeView {
  readonly from: number;
  readonly to: number;
}

export interface AudienceView {
  readonly size: SizeView;
  readonly breakdown: readonly { value: unknown; known: boolean; size: SizeView | null }[] | null;
}

export type CriterionInput = { readonly json: unknown } | { readonly text: string };

/** What marketing does about segments and audiences, in the words of its door. */
export function marketing(marketplace: Marketplace, sub = 'ada') {
  const bearer = marketplace.token({ door: 'marketing', sub, role: 'marketer' });

  async function ask<Data>(query: string, variables: Record<string, unknown>): Promise<Data> {
    const { data, errors } = await marketplace.ask<Data>('marketing', bearer, query, variables);
    if (errors.length > 0) throw new Error(`${errors[0]?.extensions.code} ${errors[0]?.message}`);
    return data;
  }
  async function mutate(name: string, input: object, key: string) {
    const query = mutationText(name, SEGMENT);
    const data = await ask<Record<string, { segment: SegmentView | null } & UserErrors>>(query, {
      input: { ...input, idempotencyKey: key },
    });
    return data[name] as { segment: SegmentView | null } & UserErrors;
  }

  return {
    createSegment: (input: object, key = newKey()) => mutate('createSegment', input, key),
    updateSegment: (input: object, key = newKey()) => mutate('updateSegment', input, key),
    archiveSegment: (segmentId: string, key = newKey()) => mutate('archiveSegment', { segmentId }, key),
    async segment(id: string): Promise<SegmentView | null> {
      const query = `query ($id: ID!) { ${SEGMENT.replace('segment', 'segment(id: $id)')} }`;
      return (await ask<{ segment: SegmentView | null }>(query, { id })).segment;
    },
    async segmentNames(archived = false): Promise<string[]> {
      const query =
        'query ($archived: Boolean!) { segments(first: 100, archived: $archived) { nodes { name } } }';
      const { segments } = await ask<{ segments: { nodes: { name: string }[] } }>(query, { archived });
      return segments.nodes.map(({ name }) => name);
    },
    async criterion(input: object) {
      interface Check {
        readonly json: unknown;
        readonly text: string | null;
        readonly problems: readonly {
          at: string | null;
          line: number | null;
          column: number | null;
          wants: string;
        }[];
      }
      const query =
        'query ($input: CriterionInput!) { criterion(input: $input) { json text problems { at line column wants } } }';
      return (await ask<{ criterion: Check }>(query, { input })).criterion;
    },
    /** The band, or why not. */
    async preview(criterion: CriterionInput, breakdownBy?: string): Promise<AudienceView | string> {
      const query = `query ($input: PreviewAudienceInput!) { previewAudience(input: $input) {
        audience { size { from to } breakdown { value known size { from to } } } userErrors { code message }
      } }`;
      const { previewAudience } = await ask<{
        previewAudience: { audience: AudienceView | null } & UserErrors;
      }>(query, { input: { criterion, ...(breakdownBy === undefined ? {} : { breakdownBy }) } });
      const { audience, userErrors } = previewAudience;
      return audience ?? userErrors.map(({ code }) => code).join();
    },
  };
}

export type Marketing = ReturnType<typeof marketing>;
