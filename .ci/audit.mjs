#!/usr/bin/env node
// Asks the registry for known vulnerabilities of what production runs. High and critical ones fail. CI also runs where
// there is no internet, so a registry that cannot be asked is said and let pass; --required fails then too.
import { spawnSync } from 'node:child_process';
import console from 'node:console';
import process from 'node:process';

/** No such endpoint at this registry, or none for now. Any other refusal is about us, and fails. */
const noAnswer = new Set([404, 405, 410, 429, 500, 501, 502, 503, 504]);
const grave = new Set(['high', 'critical']);

/** npm ends with 1 for findings and for failures alike; its JSON tells them apart. */
function audit() {
  // Offline, npm asks nobody and reports that there is nothing.
  const args = ['audit', '--omit=dev', '--json', '--offline=false', '--fetch-timeout=60000'];
  const { stdout, stderr, error } = spawnSync('npm', args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (error) throw error;
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`npm audit gave no JSON: ${stdout}${stderr}`);
  }
}

/** `via` holds advisories, and names of packages that have one. */
const describe = ({ name, severity, range, via, fixAvailable }) =>
  [
    `${severity}: ${name} ${range}${fixAvailable ? ' (npm audit fix)' : ''}`,
    ...via.map((cause) => (typeof cause === 'string' ? `  by ${cause}` : `  ${cause.title} ${cause.url}`)),
  ].join('\n');

const report = audit();

if (report.vulnerabilities !== undefined) {
  const found = Object.values(report.vulnerabilities);
  const failing = found.filter(({ severity }) => grave.has(severity));
  for (const one of failing) console.error(describe(one));
  const less = found.length - failing.length;
  console.log(
    `audit: ${failing.length} packages with high or critical vulnerabilities, ${less} with lesser ones`,
  );
  process.exitCode = failing.length > 0 ? 1 : 0;
} else if (
  report.message !== undefined &&
  report.error?.code === undefined &&
  (report.statusCode === undefined || noAnswer.has(report.statusCode))
) {
  console.error(`audit: NOT DONE, the registry cannot be asked: ${report.message}`);
  process.exitCode = process.argv.includes('--required') ? 1 : 0;
} else {
  console.error(`audit: failed: ${report.message ?? report.error?.summary ?? JSON.stringify(report)}`);
  process.exitCode = 1;
}
