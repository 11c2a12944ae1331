import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { LRUCache } from 'lru-cache';
import { isCatalogueOnly } from './catalogue-only.ts';
import { costOf, limits, refuseLargeDocument } from './limits.ts';
import type { Variables } from './measure.ts';
import { operationRefused } from './refusals.ts';
import { documentHash } from './trusted-documents.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** What a request asks to run. */
export interface Asked {
  readonly source: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Variables | null | undefined;
}

/** What may run: within the limits, valid, with variables that fit. */
export interface Admitted {
  readonly operation: OperationDefinitionNode;
  readonly cost: number;
  /** Whether a trusted document asks for nothing but the catalogue: the answer is the same for everybody. */
  readonly isForEverybody: boolean;
}

interface Checked {
  readonly hash: string;
  readonly document: DocumentNode;
  readonly isForEverybody: boolean;
  /** What operations without variables cost, by name; those with variables may cost more or less each time. */
  readonly costs: Map<string, number>;
}

/** Characters of documents that are kept, parsed and checked. */
const KEPT = 500_000;

/**
 * Decides what may run at a door: parses, measures and validates a document once, in this order, so that nothing costs
 * more than its measure allows; then checks the variables and counts the cost. Throws one error, a GraphQLError.
 */
export function createAdmission(
  schema: GraphQLSchema,
  parts: {
    readonly introspection: boolean;
    readonly trusted: TrustedDocuments;
    /** Whether other documents may run, too. */
    readonly adHoc: boolean;
    /** `Type.field` of what is about no person and open to all. */
    readonly publicFields: ReadonlySet<string>;
  },
) {
  const rules = parts.introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const byHash = new Map<string, Checked>();
  /** By text. */
  const checked = new LRUCache<string, Checked>({
    maxSize: KEPT,
    dispose: ({ hash }) => void byHash.delete(hash),
  });

  function check(source: string): DocumentNode {
    let document: DocumentNode;
    try {
      document = parse(source, { maxTokens: limits.tokens });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      throw operationRefused('GRAPHQL_PARSE_FAILED', error.message, error);
    }
    refuseLargeDocument(schema, document);
    const [invalid] = validate(schema, document, rules, {
      maxErrors: 1,
      hideSuggestions: !parts.introspection,
    });
    if (invalid !== undefined) {
      throw operationRefused('GRAPHQL_VALIDATION_FAILED', invalid.message, invalid);
    }
    return document;
  }

  function documentOf(source: string): Checked {
    const before = checked.get(source);
    if (before !== undefined) return before;
    const hash = documentHash(source);
    const isTrusted = parts.trusted.has(hash);
    if (!parts.adHoc && !isTrusted) {
      throw operationRefused(
        'DOCUMENT_NOT_TRUSTED',
        'This door runs documents that it knows: send the documentId of one, or its very text.',
      );
    }
    const document = check(source);
    const isForEverybody = isTrusted && isCatalogueOnly(schema, document, parts.publicFields);
    const result = { hash, document, isForEverybody, costs: new Map<string, number>() };
    checked.set(source, result, { size: source.length });
    // One that is too long to be kept is parsed again by whoever runs it.
    if (checked.has(source)) byHash.set(hash, result);
    return result;
  }

  return {
    admit({ source, operationName, variables }: Asked): Admitted {
      const { document, isForEverybody, costs } = documentOf(source);
      const operation = getOperationAST(document, operationName);
      if (operation == null) {
        throw operationRefused(
          'OPERATION_RESOLUTION_FAILURE',
          'operationName wants the name of an operation of the document, if it has more than one.',
        );
      }
      const name = operation.name?.value ?? '';
      const known = costs.get(name);
      if (known !== undefined) return { operation, isForEverybody, cost: known };
      const definitions = operation.variableDefinitions ?? [];
      const { coerced, errors } = getVariableValues(schema, definitions, variables ?? {}, { maxErrors: 1 });
      const misfit = errors?.[0];
      if (misfit !== undefined) throw operationRefused('BAD_USER_INPUT', misfit.message, misfit);
      const cost = costOf(schema, document, operation, coerced ?? {});
      if (definitions.length === 0) costs.set(name, cost);
      return { operation, isForEverybody, cost };
    },
    /** What was admitted, by the hash of its text; the server that runs it parses and validates nothing itself. */
    documentOfHash: (hash: string): DocumentNode | undefined => byHash.get(hash)?.document,
  };
}

export type Admission = ReturnType<typeof createAdmission>;
