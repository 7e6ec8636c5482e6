import type { ActionFact } from "../words.ts";
import { sayBy } from "../words.ts";
import { inDigits, sayAll, sayCount } from "./count.ts";

/** What an editor offers in addition to fixes, how a fix affects access tests, and names of new tests. */
export const sayAction = sayBy<ActionFact>({
  suppress: ({ code }) => `Suppress ${code} here…`,
  explain: ({ code }) => `Explain ${code}`,
  "open-documentation": ({ code }) => `Open documentation for ${code}`,
  "fix-all": () => "Fix all problems that do not affect access",
  "tests-break": ({ broken }) => `${sayCount(broken, "access test")} would fail`,
  "tests-pass": ({ passing, all }) => {
    if (all === 1) return passing === 1 ? "the access test passes" : "the access test still fails";
    if (passing < all) return `${inDigits(passing)} of ${inDigits(all)} access tests pass`;
    return `${sayAll(all, "access test")} pass`;
  },
  "test-name": ({ from, vault, expect }) =>
    `${from} ${expect === "allow" ? "can reach" : "cannot reach"} ${vault}`,
});
