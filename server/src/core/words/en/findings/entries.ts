import { said } from "../../messages.ts";
import messages from "../messages.json" with { type: "json" };
import type { Ending, EntryFact, RuleList } from "../../../rules/facts/path-facts.ts";
import { listOr } from "../../../text/list.ts";
import type { Sentences } from "../../words.ts";
import { sayCount, inDigits } from "../count.ts";

export const entryFindings: Sentences<EntryFact, [kv: string]> = {
  ...said(messages.entries.entryFindings),
  KV202: ({ rule, validator, why }, kv) => {
    if (why === "dash-range") return `Azure may reject ${kv}: '${rule}' is not a CIDR range.`;
    if (why === "placeholder") return `${validator} rejects ${kv} until placeholder '${rule}' is replaced.`;
    return `${validator} rejects ${kv}: '${rule}' ${notARange[why]}.`;
  },
  KV206: ({ rules, into }, kv) => {
    const subject = typeof rules === "number" ? sayCount(rules, "IP rule") : rules.join(" and ");
    return `${subject} of ${kv} can be merged into ${into}.`;
  },
  KV207: ({ list, count: number, limit }, kv) =>
    `Azure rejects ${kv}: it has ${sayCount(number, nouns[list])}; the limit is ${inDigits(limit)}.`,
  KV208: ({ list, count: number, because, property }, kv) =>
    `${sayCount(number, nouns[list])} of ${kv} ${number === 1 ? "has" : "have"} no effect: ${overrides[because](property)}.`,
  KV209: (fact, kv) => {
    if ("spellings" in fact) return `${kv} sets ${fact.spellings} twice; it is unclear which value counts.`;
    const { value, property, words } = fact;
    return `'${value}' is not a valid ${property} for ${kv}; use ${listOr(words)}.`;
  },
  KV211: ({ list, number, key, instead }, kv) => {
    if (instead === "null") return `Terraform rejects ${kv}: ${nouns[list]} ${number} has no value.`;
    const wrong = instead === "text" ? `is a string instead of an object with '${key}'` : `has no '${key}'`;
    return `Azure rejects ${kv}: ${nouns[list]} ${number} ${wrong}.`;
  },
  KV213: ({ resource, version, more, ending }, kv) => {
    const subject = resource === null ? kv : `'${resource}'`;
    const uses = more === 0 ? `${subject} uses` : `${subject} and ${inDigits(more)} more use`;
    return `${uses} API version ${version}, which ${endings[ending]}.`;
  },
  KV214: (fact) => {
    const { version, ending } = fact;
    if (fact.tool === null) return `This request uses API version ${version}, which ${endings[ending]}.`;
    const says =
      ending === "over"
        ? "has not been able to manage vaults since 2027-02-27"
        : "cannot manage vaults from 2027-02-27 on (then an error)";
    return `${fact.tool} ${version} ${says}; use ${fact.first} or later.`;
  },
};

const endings: Readonly<Record<Ending, string>> = {
  ahead: "retires on 2027-02-27 (then an error)",
  over: "retired on 2027-02-27",
  "on-notice": "ends 90 days after a notice",
};

const nouns: Readonly<Record<RuleList, string>> = { ip: "IP rule", subnet: "subnet rule" };

type Why = Extract<EntryFact, { readonly kind: "KV202" }>["why"];

const notARange: Readonly<Record<Exclude<Why, "dash-range" | "placeholder">, string>> = {
  ipv6: "is IPv6, and IP rules accept only IPv4",
  empty: "is empty",
  blanks: "has spaces around the address",
  "octet-too-large": "has a part above 255",
  "leading-zero": "has a leading zero",
  "octet-count": "does not have the four parts of an address",
  "prefix-missing": "has no prefix length after the slash",
  "prefix-too-long": "has a prefix length above 32",
  "prefix-not-a-number": "has an invalid prefix length",
  "reversed-range": "is a range that ends before it begins",
  "not-an-address": "is not an IPv4 address or CIDR range",
};

const overrides = {
  "perimeter-enforced": () => "its perimeter is enforced",
  disabled: () => "public access is disabled",
  "perimeter-decides": () => "public access is secured by a perimeter",
  allow: (property: string) => `${property} is Allow`,
  "not-set": (property: string) => `${property} is not set`,
} as const;
