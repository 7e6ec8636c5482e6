import { grouped } from "../logic/grouped.ts";
import { describeUnread, speaksOfVaults, type UnreadDescription } from "../network/describe-unread.ts";
import type { UnreadCall } from "../network/network.ts";
import { shortened } from "../access/vault-label.ts";
import { spanKey } from "../text/document.ts";
import { learn, type Found, type Related, type Rule, finding } from "./rule.ts";

export const moduleNotRead: Rule = {
  code: "KV904",
  name: "module-not-read",
  severity: "info",
  summary: "A module that probably contains key vaults cannot be read, so its vaults are not checked.",
  why: `The resources of a module or linked template are checked together with the template that calls it. A module that cannot be found may
contain a key vault that is open to the internet, and nothing else would report it. This is reported once per template and reason,
if a name, a source, or an argument of the module refers to key vaults. A module that is only given an existing vault is expected
to use it, not to declare one. Such modules and all others are only listed: as \`unread\` on the command
line, and under *Not read* in the *Overview*. With \`--fail-on-unknown\`, the command line exits with code 3 if there is nothing
else to report.`,
  fix: `Download the module: \`terraform init\` and \`bicep restore\` put modules where they are found, and \`git submodule update --init\` does the
same for submodules. Or say where it is in the \`modules\` mapping of the access file or in the setting \`keyVaultNetwork.modules\`. A workspace
folder with the same name as the module's repository is checked, too, but anyone can add such a folder, so the module still counts as not read. If a path or an alias is
wrong, correct it.`,
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
        .filter(({ isLikelyAboutVaults, kind }) => isLikelyAboutVaults || mustBeRead.has(kind))
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
