import { grouped } from "../logic/grouped.ts";
import {
  describeUnread,
  isVerifiedWithoutVault,
  speaksOfVaults,
  type UnreadDescription,
} from "../network/describe-unread.ts";
import type { UnreadCall } from "../network/network.ts";
import { shortened } from "../access/vault-label.ts";
import { spanKey } from "../text/document.ts";
import { learn, type Found, type Related, type Rule, finding } from "./rule.ts";

export const moduleNotRead: Rule = {
  code: "KV904",
  name: "module-not-read",
  severity: "info",
  references: learn(
    "azure-resource-manager/bicep/bicep-cli#restore",
    "azure-resource-manager/templates/linked-templates",
  ),
  check: ({ unread }) =>
    byTemplate(unread.filter(({ call }) => call.caller.run.home === null)).flatMap(report),
};

/** What may be a vault itself, and what is deployed. */
const mustBeRead: ReadonlySet<string> = new Set<UnreadDescription["kind"]>(["resource", "deployment"]);

/** One finding for everything a template cannot read for the same reason, because one fix covers all of it: at the call that most clearly refers to vaults. */
function report(calls: readonly UnreadCall[]): Found {
  const described = calls.map((each) => ({
    ...describeUnread(each),
    why: each.why,
    instead: each.call.instead,
  }));
  const likely = [
    ...new Map(
      described
        .filter(
          ({ isLikelyAboutVaults, kind, source }) =>
            isLikelyAboutVaults || (mustBeRead.has(kind) && !isVerifiedWithoutVault(source)),
        )
        .map((each) => [spanKey(each.span), each]),
    ).values(),
  ];
  const lead = likely.find(({ symbol, source }) => [symbol, source].some(speaksOfVaults)) ?? likely[0];
  if (!lead) return [];
  const others = likely.filter((each) => each !== lead);
  const related = others.map(({ symbol, why, span }): Related => ({
    fact: { kind: "unread-module", module: shortened(symbol), why },
    span,
  }));
  const { symbol, why, span, instead } = lead;
  const name = instead ? { instead: shortened(instead.name) } : {};
  const fact = { kind: "KV904", module: shortened(symbol), more: others.length, why, ...name } as const;
  const place: readonly Related[] = instead ? [{ fact: { kind: "found-instead" }, span: instead.span }] : [];
  return finding(null, { fact, span, related: [...place, ...related] });
}

/** The calls of each template, by why they cannot be read and what was found instead. */
function byTemplate(unread: readonly UnreadCall[]): readonly (readonly UnreadCall[])[] {
  return [
    ...grouped(unread, ({ why, call }) => [
      `${why} ${call.instead?.name ?? ""} ${call.caller.template.document}`,
    ]).values(),
  ];
}
