import { readFileSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { EncryptedEvent, ReceivedEvent, WebhookEvent } from '../../packages/partner-kit/src/index.ts';

const FOLDER = 'schema/events';

/** A schema as far as tests walk through it. */
export interface EventSchema {
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly $ref?: string;
  readonly type?: unknown;
  readonly additionalProperties?: boolean;
  readonly properties?: Readonly<Record<string, EventSchema>>;
  readonly $defs?: Readonly<Record<string, EventSchema>>;
  readonly examples?: readonly ReceivedEvent[];
}

/** Every file of `schema/events`, by its name without the ending. */
export const eventSchemas: ReadonlyMap<string, EventSchema> = new Map(
  readdirSync(FOLDER).map((file) => [
    file.replace(/\.json$/, ''),
    JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as EventSchema,
  ]),
);

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
for (const schema of eventSchemas.values()) ajv.addSchema(schema);

/** Checks a body against one of the files: the type of an event, or `encrypted`. */
export function validatorOf(name: string): ValidateFunction {
  const validate = ajv.getSchema(eventSchemas.get(name)?.$id ?? '');
  if (validate === undefined) throw new Error(`schema/events has no ${name}.json`);
  return validate;
}

export function exampleOf<T extends WebhookEvent['type']>(type: T): Extract<WebhookEvent, { type: T }> {
  return eventSchemas.get(type)?.examples?.[0] as Extract<WebhookEvent, { type: T }>;
}

export const encryptedExample = (): EncryptedEvent =>
  eventSchemas.get('encrypted')?.examples?.[0] as EncryptedEvent;
