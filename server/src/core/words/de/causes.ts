import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import type { Listed } from "../../access/entries.ts";
import type { Failure } from "../../evaluate/values/failure.ts";
import type { State, Writers } from "../../evaluate/values/state.ts";
import type { Cause } from "../../evaluate/values/value.ts";
import type { Construct } from "../../template/construct.ts";
import { sayBy, type Sentences } from "../words.ts";
import { inDigits, listAnd } from "./count.ts";

/** „Parameter a und Modul b“; von nichts „ein Wert, der hier nicht bekannt ist“. */
export function sayCauses(causes: readonly Cause[]): string {
  return listAnd(causes.map(sayCause)) || "ein Wert, der hier nicht bekannt ist";
}

const failures: Sentences<Failure> = { ...said(messages.causes.failures) };

const constructs: Sentences<Construct> = { ...said(messages.causes.constructs) };

const states: Sentences<State> = { ...said(messages.causes.states) };

const writers: Sentences<Writers> = {
  named: ({ names, more }) =>
    `von ${listAnd(more > 0 ? [...names, more === 1 ? "einer weiteren" : `${inDigits(more)} weiteren`] : names)}`,
  declarations: ({ name }) => `aller Deklarationen von ${name}`,
};

const [sayFailure, sayConstruct] = [sayBy(failures), sayBy(constructs)];
const [sayState, sayWriters] = [sayBy(states), sayBy(writers)];

/** Wovon eine Antwort abhängt oder warum etwas nicht bekannt ist: „Parameter networkAcls“, „Modul net“. */
export const sayCause = sayBy<Cause>({
  ...said(messages.causes.sayCause, () => ({
    construct: sayConstruct,
    writers: sayWriters,
    failure: sayFailure,
  })),
  runtime: ({ call }) => (typeof call === "string" ? call : sayState(call)),
});

/** Eine IP-Regel nach dem, was sie aufführt. */
export function sayListed(listed: Listed): string {
  if (typeof listed === "string") return listed;
  const [cause] = listed;
  return cause ? `eine Adresse, abhängig von: ${sayCause(cause)}` : "eine unbekannte Adresse";
}
