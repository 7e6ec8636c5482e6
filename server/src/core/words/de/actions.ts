import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import { type ActionFact, type ChangedTest, sayBy } from "../words.ts";
import { inDigits, listAnd } from "./count.ts";

/** Was ein Editor neben Korrekturen anbietet, und was Zugriffstests zu einer Korrektur sagen. */
export const sayAction = sayBy<ActionFact>({
  ...said(messages.actions.sayAction, () => ({ groups })),
  "tests-change": ({ fixed, broken }) => {
    if (fixed.length === 0)
      return broken.length === 0
        ? "kein Zugriffstest schlägt dadurch fehl"
        : `${sayTests(broken)} ${broken.length === 1 ? "schlägt" : "schlagen"} fehl`;
    const also =
      broken.length === 0
        ? "keiner schlägt fehl"
        : `${sayTests(broken)} ${broken.length === 1 ? "schlägt" : "schlagen"} fehl`;
    return `behebt ${sayTests(fixed)}; ${also}`;
  },
});

const groups = terms.actions.groups;

/** Die ersten zwei mit Namen, denn Titel sind kurz. */
function sayTests(tests: readonly ChangedTest[]): string {
  const named = tests
    .slice(0, 2)
    .map(({ test, environments }) =>
      environments.length === 0 ? `'${test}'` : `'${test}' in ${listAnd(environments)}`,
    );
  return listAnd(tests.length > 2 ? [...named, `${inDigits(tests.length - 2)} weitere`] : named);
}
