import type { UnreadResult } from "../../../server/src/protocol/vaults.ts";
import { escapeMarkdown } from "../markdown.ts";
import { linkToPlace, sayPlace } from "../places.ts";
import { type Say, toSay } from "../say.ts";
import { textRow, type TreeNode } from "../tree/tree-node.ts";

/**
 * The last row of the *Overview*: what templates refer to but was not read, and may contain vaults; no row if there
 * is nothing.
 */
export function unreadNodes(say: Say, unread: readonly UnreadResult[]): readonly TreeNode[] {
  if (unread.length === 0) return [];
  const likely = unread.filter(({ vault }) => vault === "likely").length;
  const description =
    likely === 0
      ? String(unread.length)
      : say("{0} · {1} likely to contain key vaults", unread.length, likely);
  const label = say("Not read");
  return [
    {
      ...textRow("unread", label, description, null),
      icon: { name: "circle-slash" },
      tooltip: say(
        "Modules, linked templates and Terraform states that could not be read. Their key vaults are not listed.",
      ),
      words: ["unread"],
      children: unread.map((each, index) => unreadNode(say, each, index)),
    },
  ];
}

function unreadNode(say: Say, unread: UnreadResult, index: number): TreeNode {
  const { kind, symbol, source, why, vault, uri } = unread;
  const reason = say(kind === "vault" ? tooMany : reasons[why]);
  const where = sayPlace(unread);
  return {
    ...textRow(`unread|${uri}|${source}|${index}`, symbol, reason, unread),
    icon: vault === "likely" ? { name: "info", color: "list.warningForeground" } : null,
    tooltip: [`**${escapeMarkdown(symbol)}**: ${reason}`, escapeMarkdown(source), linkToPlace(unread)].join(
      "\n\n",
    ),
    spoken: `${symbol}: ${reason}. ${source}, ${where}`,
    words: kind === "vault" ? [] : ["unreadModule"],
  };
}

const tooMany = toSay("too many key vaults in one template");

const reasons: Readonly<Record<UnreadResult["why"], string>> = {
  "not-downloaded": toSay("not downloaded"),
  "named-alike": toSay("only a folder with its name"),
  "changed-alias": toSay("changed alias"),
  ambiguous: toSay("several files fit"),
  "not-found": toSay("not found"),
  "not-a-template": toSay("not a template"),
  "not-known": toSay("address not known"),
  "in-resource": toSay("embedded in a resource"),
  "type-not-known": toSay("type not known"),
  limit: toSay("nested too deeply"),
  "kept-elsewhere": toSay("kept elsewhere"),
};
