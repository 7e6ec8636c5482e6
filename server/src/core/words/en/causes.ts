import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import type { Listed } from "../../access/entries.ts";
import type { Failure } from "../../evaluate/values/failure.ts";
import type { State, Writers } from "../../evaluate/values/state.ts";
import type { Cause } from "../../evaluate/values/value.ts";
import type { Construct } from "../../template/construct.ts";
import { listAnd } from "../../text/list.ts";
import { sayBy, type Sentences } from "../words.ts";
import { sayCount } from "./count.ts";

/** "parameter a and parameter b", "variable c" in Terraform; "a value that is not known here" of nothing. */
export function sayCauses(causes: readonly Cause[]): string {
  return listAnd(causes.map(sayCause)) || "a value that is not known here";
}

const failures: Sentences<Failure> = { ...said(messages.causes.failures) };

const constructs: Sentences<Construct> = { ...said(messages.causes.constructs) };

const states: Sentences<State> = { ...said(messages.causes.states) };

const writers: Sentences<Writers> = {
  named: ({ names, more }) => listAnd(more > 0 ? [...names, sayCount(more, "other")] : names),
  declarations: ({ name }) => `the declarations of ${name}`,
};

const sayFailure = sayBy(failures);
export const sayConstruct = sayBy(constructs);
const [sayState, sayWriters] = [sayBy(states), sayBy(writers)];

/** What an answer depends on, or a reason why it is not known: "parameter networkAcls", "module net". */
export const sayCause = sayBy<Cause>({
  ...said(messages.causes.sayCause, () => ({
    construct: sayConstruct,
    writers: sayWriters,
    failure: sayFailure,
  })),
  runtime: ({ call }) => (typeof call === "string" ? call : sayState(call)),
});

/** An IP rule by what it lists. */
export function sayListed(listed: Listed): string {
  if (typeof listed === "string") return listed;
  const [cause] = listed;
  return cause ? `an address from ${sayCause(cause)}` : "an unknown address";
}
