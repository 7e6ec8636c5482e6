import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A class of answers in which the product differs from the real tool; there may be ten of them in all. */
interface Difference {
  /** How many there are in the large form of the test; this may only fall. */
  readonly count: number;
  /** What differs, in a sentence. */
  readonly what: string;
  /** What the tool says, where it is its answer and no line of public source that is the reason. */
  readonly message?: string;
  /** The line of the tool's source that is the reason, or that gives the message. */
  readonly source: string;
}

/** Read by all tests in `test/compilers`; `differences.test.ts` holds its form. */
export const differences = JSON.parse(
  readFileSync(join(import.meta.dirname, "../differences.json"), "utf8"),
) as Readonly<Record<string, Difference>>;

/**
 * What to complain about, given the differences that a test met, by class: lines for those of no class, and for classes that have more than
 * the table allows. A test expects this to be empty.
 */
export function newDifferences(
  met: ReadonlyMap<string, readonly string[]>,
  thorough: boolean,
): readonly string[] {
  return [...met].flatMap(([name, lines]) => {
    const allowed = differences[name]?.count ?? 0;
    if (lines.length > allowed)
      return [`${name}: ${lines.length}, at most ${allowed}`, ...lines.slice(0, 20)];
    if (thorough && lines.length < allowed)
      return [`${name}: only ${lines.length}; lower its count from ${allowed}`];
    return [];
  });
}
