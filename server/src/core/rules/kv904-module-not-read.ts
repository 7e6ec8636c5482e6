import type { WhyUnread } from "../template/why-unread.ts";
import { describeUnread, speaksOfVaults } from "../network/describe-unread.ts";
import type { UnreadCall } from "../network/network.ts";
import { shortened } from "../access/say.ts";
import { spanKey } from "../text/span.ts";
import { finding } from "./finding.ts";
import type { Finding, Rule } from "./rule.ts";

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
  const name = `Module '${shortened(lead.symbol)}'`;
  const { one, several } = reasons[lead.why];
  const message =
    others.length === 0
      ? `${name} ${one}, so what it does with key vaults is not checked.`
      : `${name} and ${others.length} more here ${several}, so what they do with key vaults is not checked.`;
  const related = others.map(({ symbol, span }) => ({
    message: `Module '${shortened(symbol)}' ${one}.`,
    span,
  }));
  return [finding(null, { message, span: lead.span, related })];
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

const reasons: Readonly<Record<WhyUnread, { readonly one: string; readonly several: string }>> = {
  "not-downloaded": { one: "is not downloaded", several: "are not downloaded" },
  "not-found": { one: "was not found", several: "were not found" },
  "not-a-template": { one: "is not a template", several: "are not templates" },
  "not-known": { one: "is at an address that is not known", several: "are at addresses that are not known" },
  limit: { one: "is nested too deeply", several: "are nested too deeply" },
};
