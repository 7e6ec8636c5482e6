import type { WhyUnread } from "../evaluate/types.ts";
import { describeUnread } from "../network/describe-unread.ts";
import type { UnreadCall } from "../network/network.ts";
import { shortened } from "../access/say.ts";
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
and nothing else would say so. This is reported where its name, its source, or what it is given speaks of key vaults; others are only listed: as
\`unread\` on the command line, under *Not read* in the view *Vaults*. With \`--fail-on-unknown\` the command line ends with 3 where this is all there is to say.`,
  fix: `Download it: \`terraform init\` and \`bicep restore\` put modules where they are found, \`git submodule update --init\` does for submodules. Or say where it is:
a folder of the workspace that is named like the module's repository is found by itself, and any other by the mapping \`modules\` of the
access file or of the setting \`keyVaultNetwork.modules\`. Where a path is wrong, correct it.`,
  references: [
    "https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-cli#restore",
    "https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates",
  ],
  alsoKnownAs: [],
  check: ({ unread }) => unread.flatMap(report),
};

function report(unread: UnreadCall): readonly Finding[] {
  const { symbol, span, isLikelyAboutVaults } = describeUnread(unread);
  if (!isLikelyAboutVaults) return [];
  const message = `Module '${shortened(symbol)}' ${sayWhy(unread.why)}, so what it does with key vaults is not checked.`;
  return [finding(null, { message, span })];
}

function sayWhy(why: WhyUnread): string {
  switch (why) {
    case "not-downloaded":
      return "is not downloaded";
    case "not-found":
      return "was not found";
    case "not-a-template":
      return "is not a template";
    case "not-known":
      return "is at an address that is not known";
    case "limit":
      return "is nested too deeply";
  }
}
