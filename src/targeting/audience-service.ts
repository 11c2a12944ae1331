import { DAY, MINUTE } from '../kernel/clock.ts';
import type { Clock, Millis } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Database } from '../platform/db/index.ts';
import { describeError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import { createPoller } from '../platform/poller.ts';
import { changesAfter, changesPosition, traitRegistry } from '../traits/index.ts';
import type { Day, Position, TraitRegistry } from '../traits/index.ts';
import type { AudienceFile } from './audience/audience-file.ts';
import { buildAudience } from './audience/build.ts';
import { readChanged } from './audience/follow.ts';
import type { Changed } from './audience/follow.ts';
import type { Expanded } from './criteria/ast.ts';
import type { AudienceIndex } from './engines/audience/index.ts';
import type { Bitmap } from './engines/audience/bitmap.ts';
import { lower } from './lower.ts';
import type { Plan } from './plan.ts';

export interface AudienceSettings {
  /** How often changes are looked for. */
  readonly poll: Millis;
  /** People that are read at once. */
  readonly page: number;
  /** The least time between two snapshots, unless somebody was forgotten. */
  readonly saveEvery: Millis;
  /** How long a snapshot may still hold somebody who was forgotten. */
  readonly forgetWithin: Millis;
}

export const audienceDefaults: AudienceSettings = {
  poll: 250,
  page: 2_000,
  saveEvery: 15 * MINUTE,
  forgetWithin: MINUTE,
};

/** A snapshot is worth its writing once one person in so many changed. */
const SHARE = 100;
/** More than there can be people: everything that was measured before may have changed. */
const ALL = 2 ** 32;

/** What there is once everybody has been read. */
interface Held {
  readonly index: AudienceIndex;
  registry: TraitRegistry;
  position: Position;
  /** People who changed, and who were forgotten, since the last snapshot. */
  unsaved: number;
  forgotten: number;
  savedAt: Millis;
  /** Whether all changes of before the start were taken in. */
  isCurrent: boolean;
}

/**
 * Everybody's facts in memory, kept current while the process runs: from the snapshot of an earlier run or read anew,
 * then by following whom changes are noted about. What fails is tried again at the next look.
 */
export function createAudienceService(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly file: AudienceFile;
  readonly settings?: Partial<AudienceSettings>;
}) {
  const { db, clock, log, file } = parts;
  const settings = { ...audienceDefaults, ...parts.settings };
  const today = (): Day => Math.floor(clock.now() / DAY);
  let held: Held | null = null;
  let changes = 0;

  async function load(): Promise<Held | null> {
    const started = performance.now();
    const registry = await db.read(traitRegistry);
    const saved = await file.load(registry);
    const position = saved?.position ?? (await db.read(changesPosition));
    const how = { page: settings.page, goesOn: () => poller.isRunning() };
    const index = saved?.index ?? (await buildAudience(db, registry, how));
    if (index === null) return null;
    log.info('audience read', {
      count: index.people,
      durationMs: Math.round(performance.now() - started),
      outcome: saved === null ? 'from the database' : 'from the snapshot',
    });
    // What was read anew is worth saving.
    const unsaved = saved === null ? index.people : 0;
    const none = { forgotten: 0, savedAt: clock.now(), isCurrent: false };
    return { index, registry, position, unsaved, ...none };
  }

  /** What cannot be saved now may be later; nobody waits for it. */
  async function save(held: Held): Promise<void> {
    held.savedAt = clock.now();
    try {
      await file.save(held.index, held.position);
      held.unsaved = 0;
      held.forgotten = 0;
    } catch (error) {
      log.error('audience snapshot', describeError(error));
    }
  }

  function isTimeToSave({ index, unsaved, forgotten, savedAt }: Held): boolean {
    const since = clock.now() - savedAt;
    if (forgotten > 0 && since >= settings.forgetWithin) return true;
    return since >= settings.saveEvery && unsaved > index.people / SHARE;
  }

  /** True: there may be more. */
  async function follow(held: Held): Promise<boolean> {
    const noted = await db.read((reader) => changesAfter(reader, held.position, settings.page));
    if (noted.lost) {
      log.warn('audience fell behind');
      drop();
      return true;
    }
    const people = [...new Set(noted.subjectIds)];
    if (people.length > 0) {
      held.registry = await db.read(traitRegistry);
      for (const trait of held.registry.values()) held.index.ensureTrait(trait);
      take(held, await readChanged(held.index, db, held.registry, people));
    }
    held.position = noted.position;
    const more = noted.subjectIds.length === settings.page;
    held.isCurrent ||= !more;
    if (!more && isTimeToSave(held)) await save(held);
    return more;
  }

  /** All at once, so that nobody finds people changed and not counted as such, or the other way round. */
  function take(held: Held, { set, gone }: Changed): void {
    for (const { ordinal, facts } of set) held.index.set(ordinal, facts);
    for (const ordinal of gone) held.index.remove(ordinal);
    changes += set.length + gone.length;
    held.unsaved += set.length + gone.length;
    held.forgotten += gone.length;
  }

  function drop(): void {
    held = null;
    changes += ALL;
  }

  let failed = false;
  const poller = createPoller({
    poll: settings.poll,
    async round() {
      const more = held === null ? await begin() : await follow(held);
      if (failed) log.info('audience goes on');
      failed = false;
      return more;
    },
    onError(error) {
      // Once for each time that the database is away, not four times a second.
      if (!failed) log.error('audience', describeError(error));
      failed = true;
    },
  });

  async function begin(): Promise<boolean> {
    held = await load();
    changes += ALL;
    return held !== null;
  }

  function current(): Held {
    if (held?.isCurrent !== true)
      throw new AppError('UNAVAILABLE', 'People are being counted; ask again in a while.');
    return held;
  }

  return {
    /** Whether questions are answered; until then they throw UNAVAILABLE. */
    isReady: (): boolean => held?.isCurrent === true,
    assertReady: (): void => void current(),
    /** Of how many people a plan is surely true, now. */
    count: (plan: Plan): number => current().index.count(plan),
    /** Of whom, by ordinal; the caller's to dispose of. */
    members: (plan: Plan): Bitmap => current().index.members(plan),
    /** How many people there are; 0 until they were read. */
    get people(): number {
      return held?.index.people ?? 0;
    },
    /** Estimated bytes by column. */
    memory: (): ReadonlyMap<string, number> => held?.index.bytes() ?? new Map(),
    /** Looks for changes now. */
    wake: () => poller.wake(),
    start: () => poller.start(),
    /** Takes no more in, and leaves a snapshot for the next start. */
    async stop(): Promise<void> {
      if (!poller.isRunning()) return;
      await poller.stop();
      if (held !== null && held.unsaved > 0) await save(held);
    },
    /** Audiences by criterion, as of now. */
    live: {
      get changes(): number {
        return changes;
      },
      get today(): Day {
        return today();
      },
      get traits(): TraitRegistry {
        return current().registry;
      },
      members(criterion: Expanded): Bitmap {
        const { index, registry } = current();
        return index.members(lower(criterion, { traits: registry, today: today() }));
      },
    },
  };
}

export type AudienceService = ReturnType<typeof createAudienceService>;
