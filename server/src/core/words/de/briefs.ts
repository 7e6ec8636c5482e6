import type { Brief } from "../../access/brief.ts";
import type { Sentences } from "../words.ts";
import { sayBy } from "../words.ts";

const briefs: Sentences<Brief> = {
  none: () => "keine",
  "no-match": () => "kein Treffer",
  match: () => "Treffer",
  rule: ({ number, lists }) => lists ?? `Regel ${number}`,
  value: ({ value, byDefault }) => (byDefault ? `${value} (Standard)` : value),
  connected: () => "verbunden",
  "not-used": () => "nicht benutzt",
  waiting: () => "Genehmigung steht aus",
  learning: () => "Lernmodus",
  enforced: () => "erzwungen",
  "no-inbound-rules": () => "keine Eingangsregeln",
  trusted: () => "zugelassen",
  "not-trusted": () => "nicht vertrauenswürdig",
  unknown: () => "offen",
  "not-applicable": () => "trifft nicht zu",
};

/** Was an einem Prüfschritt steht, in ein, zwei Wörtern. */
export const sayBrief = sayBy(briefs);
