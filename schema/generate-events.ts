import { readdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import prettier from 'prettier';

const folder = fileURLToPath(new URL('events/', import.meta.url));
const target = fileURLToPath(new URL('../packages/partner-kit/src/events.ts', import.meta.url));

/** The files of single events: all but what they share and the encrypted form. */
export const eventFiles: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json') && file !== 'common.json' && file !== 'encrypted.json')
  .sort();

/** The types of the webhook events, as TypeScript. One root names all files, so that what they share is declared once. */
export async function generateEvents(): Promise<string> {
  const code = await compile(
    {
      title: 'ReceivedEvent',
      description: 'What an endpoint receives: an event, or its encrypted form.',
      oneOf: [
        {
          title: 'WebhookEvent',
          description: 'An event with its data readable.',
          oneOf: eventFiles.map((file) => ({ $ref: file })),
        },
        { $ref: 'encrypted.json' },
      ],
    },
    'ReceivedEvent',
    {
      bannerComment: '// Made from schema/events/*.json by `npm run generate`. Do not edit.\n',
      cwd: folder,
      format: false,
      // An array of at least one element is an array to whoever reads it.
      ignoreMinAndMaxItems: true,
      unknownAny: true,
    },
  );
  const options = await prettier.resolveConfig(target);
  return prettier.format(code, { ...options, parser: 'typescript' });
}

if (process.argv[1]?.endsWith('generate-events.ts')) writeFileSync(target, await generateEvents());
