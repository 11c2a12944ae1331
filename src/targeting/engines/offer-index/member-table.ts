import type { PersonFacts } from '../../facts.ts';
import type { PlanLeaf } from '../../plan.ts';
import type { Row } from './rows.ts';
import { Used, clearBit, newRow, setBit } from './rows.ts';

type Member = Pick<Extract<PlanLeaf, { kind: 'member' }>, 'of' | 'id'>;

/** The conjunctions that want somebody to be in a set, and those that want somebody not to be. */
interface Sides {
  readonly wanting: number[];
  readonly refusing: number[];
}

const scratch = newRow();

/**
 * Which conjunctions are rejected by the lists that somebody is on and the apps that somebody has. All sets are in one
 * table, for there are many and a person is in few. A conjunction that wants several is let through by any of them.
 */
export class MemberTable {
  /** Conjunctions that want one at least. */
  readonly #wanting = newRow();
  readonly #sides: Readonly<Record<Member['of'], Map<string, Sides>>> = {
    installed: new Map(),
    granted: new Map(),
    list: new Map(),
  };
  readonly #used = new Used();

  add(slot: number, wanted: readonly Member[], refused: readonly Member[]): void {
    if (wanted.length > 0) {
      this.#used.add(slot);
      setBit(this.#wanting, slot);
    }
    for (const member of wanted) this.#sidesOf(member).wanting.push(slot);
    for (const member of refused) this.#sidesOf(member).refusing.push(slot);
  }

  remove(slot: number, wanted: readonly Member[], refused: readonly Member[]): void {
    if (wanted.length > 0) {
      this.#used.remove(slot);
      clearBit(this.#wanting, slot);
    }
    for (const member of wanted) this.#drop(member, 'wanting', slot);
    for (const member of refused) this.#drop(member, 'refusing', slot);
  }

  reject({ installed, granted, lists }: PersonFacts, into: Row): void {
    this.#used.copy(this.#wanting, scratch);
    this.#meet(this.#sides.installed, installed, into);
    this.#meet(this.#sides.granted, granted, into);
    this.#meet(this.#sides.list, lists, into);
    this.#used.merge(scratch, into);
  }

  #meet(sides: ReadonlyMap<string, Sides>, ids: ReadonlySet<string>, into: Row): void {
    if (sides.size === 0) return;
    for (const id of ids) {
      const met = sides.get(id);
      if (met === undefined) continue;
      for (const slot of met.wanting) clearBit(scratch, slot);
      for (const slot of met.refusing) setBit(into, slot);
    }
  }

  #sidesOf({ of, id }: Member): Sides {
    const known = this.#sides[of].get(id);
    if (known !== undefined) return known;
    const sides = { wanting: [], refusing: [] };
    this.#sides[of].set(id, sides);
    return sides;
  }

  #drop(member: Member, side: keyof Sides, slot: number): void {
    const sides = this.#sidesOf(member);
    const slots = sides[side];
    const last = slots.pop();
    if (last !== undefined && last !== slot) slots[slots.indexOf(slot)] = last;
    if (sides.wanting.length === 0 && sides.refusing.length === 0) this.#sides[member.of].delete(member.id);
  }
}
