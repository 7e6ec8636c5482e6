import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import type { AdviceFact, FailureShape, HintFact, OnFailures, RemedyFact } from "../../access/refusal.ts";
import { sayBy, type Sentences } from "../words.ts";
import { sayVault } from "./vault.ts";

/** What a failed connection means; only what the log says. */
export const failureMeanings: Readonly<Record<FailureShape, string>> = terms.connections.failureMeanings;

/** What to check after a failed connection. */
export const failureAdvice: Pick<Sentences<AdviceFact>, OnFailures> = {
  ...said(messages.connections.failureAdvice, () => ({ nothing })),
};

const nothing = terms.connections.nothing;

/** What explains why a connection may have ended at a gate. */
export const sayHint = sayBy<HintFact>({
  ...said(messages.connections.sayHint),
  "token-blocked": () => terms.notes.NOTE_TOKEN_BLOCKED,
});

/** What would let a connection pass a gate: titles, as of fixes. */
export const sayRemedy = sayBy<RemedyFact>({
  ...said(messages.connections.sayRemedy, () => ({ vault: sayVault })),
  "allow-in-group": ({ direction, group, to, before }) => {
    const what =
      direction === "outbound" ? `TCP 443 to ${to ?? "the vault"}` : "TCP 443 from the caller's subnet";
    return `Add an ${direction} rule to ${group} that allows ${what}${before === null ? "" : `, before rule ${before}`}`;
  },
});
