import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { generateEvents } from '../../schema/generate-events.ts';
import { isKnownType } from '../../packages/partner-kit/src/index.ts';
import { eventSchemas, exampleOf, validatorOf } from '../support/event-schemas.ts';
import type { EventSchema } from '../support/event-schemas.ts';

type Path = readonly (string | number)[];

const names = [...eventSchemas.keys()].filter((name) => name !== 'common');

/** Where each value of a JSON text is, the whole included. */
function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...at, key]))];
}

/** A copy in which `change` was done to the object that holds the last step of the path. */
function changed(
  value: unknown,
  path: Path,
  change: (holder: Record<string, unknown>, key: string) => void,
): unknown {
  const copy = structuredClone({ whole: value });
  let holder: Record<string, unknown> = copy;
  const steps = ['whole', ...path.map(String)];
  for (const step of steps.slice(0, -1)) holder = holder[step] as Record<string, unknown>;
  change(holder, steps.at(-1) ?? '');
  return copy.whole;
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce((at: unknown, step) => (at as Record<string, unknown>)[step], value);

describe('the schemas of the events', () => {
  it('are the seven events, the encrypted form and what they share; the kit knows the same seven', () => {
    assert.deepEqual([...eventSchemas.keys()].sort(), [
      'app.installed',
      'app.uninstalled',
      'common',
      'consent.withdrawn',
      'contact.corrected',
      'contact.erased',
      'contact.released',
      'encrypted',
      'endpoint.ping',
    ]);
    for (const name of names) assert.equal(isKnownType(name), name !== 'encrypted', name);
  });

  it('are what the kit’s types were made from', async () => {
    const committed = readFileSync('packages/partner-kit/src/events.ts', 'utf8');
    assert.equal(await generateEvents(), committed, 'run npm run generate');
  });

  it('describe every field, and close every object', () => {
    const followed = (schema: EventSchema): EventSchema => {
      const target = schema.$ref && eventSchemas.get('common')?.$defs?.[schema.$ref.split('/').at(-1) ?? ''];
      return target ? { ...target, ...schema } : schema;
    };
    const walk = (schema: EventSchema, at: string): string[] => {
      const { properties = {}, $defs = {}, type, additionalProperties } = schema;
      const open = type === 'object' && additionalProperties !== false ? [`${at} is open`] : [];
      const fields = Object.entries(properties).flatMap(([name, field]) =>
        followed(field).description ? walk(field, `${at}.${name}`) : [`${at}.${name} has no description`],
      );
      return [
        ...open,
        ...fields,
        ...Object.entries($defs).flatMap(([name, def]) => walk(def, `${at}#${name}`)),
      ];
    };
    for (const [name, schema] of eventSchemas) {
      assert.deepEqual(walk(schema, name), []);
      assert.ok(schema.title && schema.description, name);
      assert.equal(schema.$id, `https://sluice.example/schema/events/${name}.json`);
    }
  });

  for (const name of names) {
    const validate = validatorOf(name);
    const examples = eventSchemas.get(name)?.examples ?? [];

    it(`${name}: takes its own examples and no other event’s`, () => {
      assert.ok(examples.length > 0);
      for (const example of examples) assert.ok(validate(example), JSON.stringify(validate.errors));
      for (const other of names.filter((one) => one !== name)) {
        for (const example of eventSchemas.get(other)?.examples ?? []) assert.ok(!validate(example), other);
      }
    });

    it(`${name}: refuses a field more, a field less, and values of another kind`, () => {
      for (const example of examples) {
        const accepted = (path: Path, change: Parameters<typeof changed>[2]): boolean =>
          validate(changed(example, path, change));
        for (const path of pathsOf(example)) {
          const where = path.join('.');
          const value = valueAt(example, path);
          if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
            assert.ok(
              !accepted([...path, 'surprise'], (holder, key) => void (holder[key] = 1)),
              `${where} +1`,
            );
          }
          for (const other of [7, 'neither this nor that', [], {}, true]) {
            const isTest = path.at(-1) === 'test' && other === true;
            const isName = path.at(-1) === 'name' && typeof other === 'string';
            const isEmpty = path.at(-1) === 'purposesLeft' && Array.isArray(other);
            if (isTest || isName || isEmpty) continue;
            assert.ok(
              !accepted(path, (holder, key) => void (holder[key] = other)),
              `${where} = ${String(other)}`,
            );
          }
          if (
            path.length === 0 ||
            typeof path.at(-1) === 'number' ||
            Array.isArray(valueAt(example, path.slice(0, -1)))
          )
            continue;
          const optional = ['test', 'email'].includes(String(path.at(-1)));
          assert.equal(
            accepted(path, (holder, key) => void delete holder[key]),
            optional,
            `${where} -1`,
          );
        }
      }
    });
  }

  it('hold what the fields say', () => {
    const released = exampleOf('contact.released');
    const ended = exampleOf('consent.withdrawn');
    const ping = exampleOf('endpoint.ping');
    const [sealed] = eventSchemas.get('encrypted')?.examples ?? [];
    const left = { purposesLeft: ['communication'], deleteBy: null };
    const right: readonly [string, object][] = [
      ['contact.released', { ...released, test: true }],
      ['consent.withdrawn', { ...ended, data: { ...ended.data, ...left } }],
      ['consent.withdrawn', { ...ended, data: { ...ended.data, deleteBy: null } }],
      [
        'contact.released',
        {
          ...released,
          data: { ...released.data, contact: { ...released.data.contact, email: 'jürgen@bücher.example' } },
        },
      ],
    ];
    const wrong: readonly [string, object][] = [
      ['contact.released', { ...released, test: false }],
      ['contact.released', { ...released, timestamp: '2026-11-24T09:30:00Z' }],
      ['contact.released', { ...released, timestamp: '2026-11-24T09:30:00.000+01:00' }],
      ['contact.released', { ...released, timestamp: '2026-13-24T09:30:00.000Z' }],
      ['contact.released', { ...released, data: { ...released.data, purposes: [] } }],
      ['contact.released', { ...released, data: { ...released.data, purposes: ['marketing'] } }],
      [
        'contact.released',
        { ...released, data: { ...released.data, purposes: ['communication', 'communication'] } },
      ],
      ['consent.withdrawn', { ...ended, data: { ...ended.data, ...left, deleteBy: ended.timestamp } }],
      ['endpoint.ping', { ...ping, data: { challenge: ping.data.challenge.slice(1) } }],
      ['encrypted', { ...sealed, data: released.data }],
      ['encrypted', { ...sealed, type: 'endpoint.ping' }],
      ['encrypted', { ...sealed, encrypted: 'a.b.c.d' }],
      ['contact.released', { ...released, encrypted: 'a.b.c.d.e' }],
    ];
    for (const [name, body] of right) assert.ok(validatorOf(name)(body), JSON.stringify(body));
    for (const [name, body] of wrong) assert.ok(!validatorOf(name)(body), JSON.stringify(body));
  });
});
