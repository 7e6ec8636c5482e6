import { describeUnread, speaksOfVaults } from "../network/describe-unread.ts";
import type { UnreadCall } from "../network/network.ts";
import { shortened } from "../access/say.ts";
import { spanKey } from "../text/span.ts";
import { finding } from "./finding.ts";
import type { Finding, Related, Rule } from "./rule.ts";

export const moduleNotRead: Rule = {
  code: "KV904",
  name: "module-not-read",
  severity: "info",
  onByDefault: true,
  fixable: false,
  summary: "A module that is likely about key vaults cannot be read, so its vaults are not checked.",
  why: `What a called module or linked template declares is judged with its caller. One that is not at hand may hold a key vault that is open to the internet,
and nothing else would say so. This is reported once a template and reason, where a name, a source, or what a module is given speaks of key vaults; others are only listed: as
\`unread\` on the command line, under *Not read* in the view *Vaults*. With \`--fail-on-unknown\` the command line ends with 3 where this is all there is to say.`,
  fix: `Download it: \`terraform init\` and \`bicep restore\` put modules where they are found, \`git submodule update --init\` does for submodules. Or say where it is:
a folder of the workspace that is named like the module's repository is found by itself, and any other by the mapping \`modules\` of the
access file or of the setting \`keyVaultNetwork.modules\`. Where a path is wrong, correct it.`,
  references: [
    "https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-cli#restore",
    "https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates",
  ],
  alsoKnownAs: [],
  check: ({ unread }) => byTemplate(unread).flatMap(report),
};

/** One finding for what one template cannot read for one reason, since one remedy is for all of it: at the call that speaks of vaults most plainly. */
function report(calls: readonly UnreadCall[]): readonly Finding[] {
  const described = calls.map((call) => ({ ...describeUnread(call), why: call.why }));
  const likely = [
    ...new Map(
      described
        .filter(({ isLikelyAboutVaults }) => isLikelyAboutVaults)
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
  const fact = { kind: "KV904", module: shortened(lead.symbol), more: others.length, why: lead.why } as const;
  return [finding(null, { fact, span: lead.span, related })];
}

/** The calls of each template, by why they cannot be read. */
function byTemplate(unread: readonly UnreadCall[]): readonly (readonly UnreadCall[])[] {
  const groups = new Map<string, UnreadCall[]>();
  for (const each of unread) {
    const key = `${each.why} ${each.call.caller.template.document}`;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()];
}
