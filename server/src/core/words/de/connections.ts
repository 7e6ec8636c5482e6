import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import type { AdviceFact, FailureShape, HintFact, OnFailures, RemedyFact } from "../../access/refusal.ts";
import { sayBy, type Sentences } from "../words.ts";
import { sayVault } from "./count.ts";

/** Was eine gescheiterte Verbindung bedeutet; nur, was das Protokoll sagt. */
export const failureMeanings: Readonly<Record<FailureShape, string>> = terms.connections.failureMeanings;

/** Was nach einer gescheiterten Verbindung zu prüfen ist. */
export const failureAdvice: Pick<Sentences<AdviceFact>, OnFailures> = {
  ...said(messages.connections.failureAdvice, () => ({ nothing })),
};

const nothing = terms.connections.nothing;

/** Was erklärt, warum eine Verbindung hier geendet haben kann. */
export const sayHint = sayBy<HintFact>({
  ...said(messages.connections.sayHint),
  "token-blocked": () => terms.notes.NOTE_TOKEN_BLOCKED,
});

/** Was eine Verbindung durchlassen würde: Titel wie die von Korrekturen. */
export const sayRemedy = sayBy<RemedyFact>({
  ...said(messages.connections.sayRemedy, () => ({ vault: sayVault })),
  "allow-in-group": ({ direction, group, to, before }) => {
    const what =
      direction === "outbound"
        ? `TCP 443 zu ${to ?? "dem Key Vault"}`
        : "TCP 443 aus dem Subnetz des Aufrufers";
    const kind = direction === "outbound" ? "ausgehende" : "eingehende";
    return `${group} eine ${kind} Regel hinzufügen, die ${what} zulässt${before === null ? "" : `, vor Regel ${before}`}`;
  },
});
