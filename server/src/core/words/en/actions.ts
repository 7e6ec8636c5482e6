import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import { listAnd } from "../../text/list.ts";
import { type ActionFact, type ChangedTest, sayBy } from "../words.ts";
import { inDigits } from "./count.ts";

/** What an editor offers in addition to fixes, how a fix affects access tests, and names of new tests. */
export const sayAction = sayBy<ActionFact>({
  ...said(messages.actions.sayAction, () => ({ groups })),
  "tests-change": ({ fixed, broken }) => {
    if (fixed.length === 0)
      return broken.length === 0 ? "breaks no access test" : `breaks ${sayTests(broken)}`;
    return `fixes ${sayTests(fixed)}; breaks ${broken.length === 0 ? "none" : sayTests(broken)}`;
  },
});

const groups = terms.actions.groups;

/** The first two by their names, because titles are short. */
function sayTests(tests: readonly ChangedTest[]): string {
  const named = tests
    .slice(0, 2)
    .map(({ test, environments }) =>
      environments.length === 0 ? `'${test}'` : `'${test}' in ${listAnd(environments)}`,
    );
  return listAnd(tests.length > 2 ? [...named, `${inDigits(tests.length - 2)} more`] : named);
}
