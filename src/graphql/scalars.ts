import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';
import type { ValueNode } from 'graphql';
import { isCalendarDate } from '../accounts/index.ts';
import { parseUrl } from '../kernel/parse-url.ts';
import { isEmailAddress } from '../kernel/sealed-email.ts';

const badInput = (wants: string): GraphQLError =>
  new GraphQLError(wants, { extensions: { code: 'BAD_USER_INPUT' } });

/** A scalar that is a text on the wire. `read` gives null for a text that it is not. */
function textScalar<Internal>(scalar: {
  readonly name: string;
  readonly wants: string;
  readonly read: (text: string) => Internal | null;
  readonly write: (value: unknown) => string;
}): GraphQLScalarType {
  const parse = (value: unknown): Internal => {
    const read = typeof value === 'string' ? scalar.read(value) : null;
    if (read === null) throw badInput(`${scalar.name} wants ${scalar.wants}`);
    return read;
  };
  return new GraphQLScalarType({
    name: scalar.name,
    serialize: scalar.write,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : null),
  });
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

/** In: RFC 3339 with a zone, as milliseconds since the epoch. Out: UTC with milliseconds. */
const dateTime = textScalar({
  name: 'DateTime',
  wants: 'an instant, e.g. 2026-11-23T09:30:00Z',
  read: (text) => {
    const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(at) ? null : at;
  },
  write: (value) => new Date(value as number).toISOString(),
});

const date = textScalar({
  name: 'Date',
  wants: 'a calendar date, YYYY-MM-DD',
  read: (text) => (isCalendarDate(text) ? text : null),
  write: String,
});

const emailAddress = textScalar({
  name: 'EmailAddress',
  wants: 'an email address',
  read: (text) => (isEmailAddress(text) ? text : null),
  write: String,
});

const url = textScalar({
  name: 'URL',
  wants: 'an absolute http or https URL',
  read: (text) => (/^https?:\/\//i.test(text) && parseUrl(text) !== null ? text : null),
  write: String,
});

const json = new GraphQLScalarType({
  name: 'JSON',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables) as unknown,
});

export const scalars: Readonly<Record<string, GraphQLScalarType>> = {
  DateTime: dateTime,
  Date: date,
  EmailAddress: emailAddress,
  URL: url,
  JSON: json,
};
