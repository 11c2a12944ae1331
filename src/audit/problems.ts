/** Something that cannot be, and where. Names ids of ours, never what a record says. */
export interface Problem {
  /** A table and a row, or a file of the log. */
  readonly where: string;
  readonly what: string;
}

export const problem = (where: string, what: string): Problem => ({ where, what });

/** The problems among these checks: each says what has to hold, and whether it does. */
export const failing = (
  where: string,
  checks: readonly (readonly [holds: boolean, what: string])[],
): Problem[] => checks.filter(([holds]) => !holds).map(([, what]) => problem(where, what));
