import { said } from "../../messages.ts";
import messages from "../messages.json" with { type: "json" };
import type { ComparedFact, RemarkFact } from "../../../rules/facts/remark-facts.ts";
import type { WhyUnread } from "../../../template/template.ts";
import { listAnd, listOr } from "../../../text/list.ts";
import type { Sentences } from "../../words.ts";
import { sayVault } from "../vault.ts";
import { sayCount, inDigits } from "../count.ts";

export const remarkFindings: Sentences<RemarkFact, [kv: string]> = {
  ...said(messages.remarks.remarkFindings),
  KV604: ({ addresses, most }, kv) => {
    const allowed = addresses === "all" ? "every public address" : sayCount(addresses, "public address");
    return `${kv} allows ${allowed}; the access file permits ${inDigits(most)}.`;
  },
  KV902: ({ code, why }) =>
    ({
      "no-rule": "This suppression has no effect because it names no rule.",
      "unknown-rule": `This suppression has no effect because '${code}' is not a rule.`,
      "no-reason": `This suppression of ${code} has no effect because it gives no reason.`,
      "no-date": `This suppression of ${code} has no effect because it does not end on a date such as 2027-01-31.`,
      "matches-nothing": `This suppression of ${code} matches no finding.`,
    })[why],
  KV904: ({ module, more, why, instead }) => {
    const { what, one, several } = unread[why];
    const [others, is, them] =
      more === 0 ? ["", one, "it is"] : [` and ${inDigits(more)} more`, several, "they are"];
    const found = instead === undefined ? "" : ` ('${instead}')`;
    return `${what} '${module}'${others} ${is}${found}, so ${them} not checked.`;
  },
  KV905: (fact, kv) => {
    if (fact.differs === "only-compiled") return `${kv} is declared here but not in ${fact.file}.`;
    if (fact.differs === "only-source")
      return `${sayVault(fact.vault)} is declared in ${fact.file} but not here.`;
    if (fact.fact === "existence") {
      const isHere = fact.here.includes("yes");
      return `${kv} is created ${isHere ? `here but not in ${fact.file}` : `in ${fact.file} but not here`}.`;
    }
    const [here = "", there = ""] = [fact.here, fact.there].map((each) => sayCompared(fact.fact, each));
    return `${kv} ${compared[fact.fact]} ${here} here but ${there} in ${fact.file}.`;
  },
};

interface UnreadWords {
  readonly what: string;
  readonly one: string;
  readonly several: string;
}

const what = "Module";

/** Why modules and templates in resources cannot be read, of one and of several. */
export const unread: Readonly<Record<WhyUnread, UnreadWords>> = {
  "not-downloaded": { what, one: "is not downloaded", several: "are not downloaded" },
  "named-alike": { what, one: "has only a folder", several: "are not downloaded" },
  "changed-alias": { what, one: "uses a changed alias", several: "use a changed alias" },
  ambiguous: { what, one: "may be one of several files", several: "may be one of several files" },
  "not-found": { what, one: "was not found", several: "were not found" },
  "not-a-template": { what, one: "is not a template", several: "are not templates" },
  "not-known": { what, one: "has an unknown address", several: "have unknown addresses" },
  "in-resource": { what: "The template in", one: "is not read", several: "are not read" },
  "type-not-known": { what: "Resource", one: "has an unknown type", several: "have unknown types" },
  limit: { what, one: "is nested too deeply", several: "are nested too deeply" },
};

const compared: Readonly<Record<Exclude<ComparedFact, "existence">, string>> = {
  exposure: "is",
  publicNetworkAccess: "has publicNetworkAccess",
  defaultAction: "has defaultAction",
  bypass: "has bypass",
  "ip-rules": "lists",
  "subnet-rules": "lists",
  name: "is named",
};

function sayCompared(fact: ComparedFact, values: readonly (string | null)[]): string {
  const isList = fact === "ip-rules" || fact === "subnet-rules";
  const words = values.map((each) => each ?? (isList ? "an unknown entry" : "unknown"));
  if (fact === "name") return `'${words.join()}'`;
  return (
    (fact === "exposure" ? listOr(words) : listAnd(words)) ||
    `no ${fact === "ip-rules" ? "addresses" : "subnets"}`
  );
}
