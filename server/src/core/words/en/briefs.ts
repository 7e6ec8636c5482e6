import type { Brief } from "../../access/brief.ts";
import type { Sentences } from "../words.ts";
import { sayBy } from "../words.ts";

const briefs: Sentences<Brief> = {
  none: () => "none",
  "no-match": () => "no match",
  match: () => "match",
  rule: ({ number, lists }) => lists ?? `rule ${number}`,
  value: ({ value, byDefault }) => (byDefault ? `${value} by default` : value),
  connected: () => "connected",
  "not-used": () => "not used",
  waiting: () => "waiting for approval",
  learning: () => "learning mode",
  enforced: () => "enforced",
  "no-inbound-rules": () => "no inbound rules",
  trusted: () => "allowed",
  "not-trusted": () => "not trusted",
  unknown: () => "depends",
  "not-applicable": () => "does not apply",
};

/** What stands at a gate, in a word or two. */
export const sayBrief = sayBy(briefs);
