import type { Millis } from '../kernel/clock.ts';
import type { ExportSection } from '../platform/export-section.ts';

/** What a copy of somebody's data is, for whoever opens it. */
export function writeReadme(facts: {
  readonly company: string;
  readonly contact: string;
  readonly at: Millis;
  readonly sections: readonly ExportSection[];
}): string {
  return [
    `Your data, as ${facts.company} held it on ${new Date(facts.at).toISOString()}.`,
    '',
    'Everything is JSON or plain text. Instants are in UTC.',
    '',
    ...facts.sections.flatMap(({ name, about }) => [`${name}.json`, `  ${about}`, '']),
    'Receipts (`.receipt.json`) and proofs (`.tlog-proof`) prove themselves: `sluice verify FILE` checks one against the',
    'public ledger, without asking us. One whose record was purged, because its yes was over for long, is not there.',
    '',
    `Questions, or something that is wrong: ${facts.contact}`,
    '',
  ].join('\n');
}
