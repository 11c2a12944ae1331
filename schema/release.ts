import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { DirectiveLocation, GraphQLSchema, buildSchema, isObjectType, printSchema } from 'graphql';
import semver from 'semver';
import { doorSdl } from '../src/graphql/sdl.ts';
import { doors } from '../src/kernel/principal.ts';
import type { Door } from '../src/kernel/principal.ts';

/** The SDL of every door as of the last release, one file a door. */
export const releasedFolder = new URL('released/', import.meta.url);

const releasedFile = (door: Door): URL => new URL(`${door}.graphql`, releasedFolder);

export const releasedSdl = (door: Door): string => readFileSync(releasedFile(door), 'utf8');

const inOperations: ReadonlySet<DirectiveLocation> = new Set([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);

/**
 * What of an SDL can be written into an operation or come back in an answer. `@auth` and `@data`, which stand on
 * fields, and the enums that they alone use, are ours to change on any day: to close a field must not wait for a
 * major release. `@purpose` stands on operations, so it stays.
 */
export function seenByClients(sdl: string): string {
  const config = buildSchema(sdl).toConfig();
  return printSchema(
    new GraphQLSchema({
      ...config,
      directives: config.directives.filter(({ locations }) => locations.some((one) => inOperations.has(one))),
      // All else is found from the operations on; a type behind an interface is not.
      types: config.types.filter((type) => isObjectType(type) && type.getInterfaces().length > 0),
    }),
  );
}

/** What in the second SDL breaks clients of the first, each with its path. */
export async function breakingChanges(released: string, current: string): Promise<string[]> {
  const changes = await diff(buildSchema(seenByClients(released)), buildSchema(seenByClients(current)));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .map(({ path, message }) => `${path ?? 'schema'}: ${message}`);
}

/** Semantic Versioning 2.0.0, 4 and 8: a major release may break clients, and so may any before 1.0.0. */
export const mayBreak = (from: string, to: string): boolean =>
  semver.major(to) === 0 || semver.major(to) > semver.major(from);

const versionIn = (sdl: string): string => {
  const version = /^# .* as of (\S+)\. /.exec(sdl)?.[1];
  if (version === undefined) throw new Error('schema/released: a file does not say what release it is of');
  return version;
};

/** A file of the folder. */
export const asReleased = (door: Door, version: string, sdl: string): string =>
  `# The ${door} door as of ${version}. Made by \`npm run schema:release\`. Do not edit.\n\n${seenByClients(sdl)}\n`;

async function refusals(door: Door, version: string): Promise<string[]> {
  if (!existsSync(releasedFile(door))) return [];
  const released = releasedSdl(door);
  if (mayBreak(versionIn(released), version)) return [];
  return (await breakingChanges(released, doorSdl(door))).map((change) => `${door}: ${change}`);
}

if (process.argv[1]?.endsWith('release.ts')) {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  const refused = (await Promise.all(doors.map((door) => refusals(door, version)))).flat();
  if (refused.length > 0) {
    console.error(`${version} is no major release, and this breaks clients:\n${refused.join('\n')}`);
    process.exitCode = 1;
  } else {
    mkdirSync(releasedFolder, { recursive: true });
    for (const door of doors) writeFileSync(releasedFile(door), asReleased(door, version, doorSdl(door)));
  }
}
