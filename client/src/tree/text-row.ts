import type { Location } from "../../../server/src/protocol/names.ts";
import type { Sentence } from "../../../server/src/protocol.ts";
import { escapeMarkdown } from "../markdown.ts";
import { linkToPlace, sayPlace } from "../places.ts";
import type { TreeNode } from "./tree-node.ts";

/** A row with a short text that links to the place where it is written. */
export function textRow(id: string, label: string, description: Sentence, place: Location | null): TreeNode {
  const said = description === "" ? label : `${label}: ${description}`;
  const where = place ? sayPlace(place) : "";
  return {
    id,
    label,
    description,
    icon: null,
    tooltip: [escapeMarkdown(said), ...(place ? [linkToPlace(place)] : [])].join("\n\n"),
    spoken: where === "" ? said : `${said}, ${where}`,
    place: place && { uri: place.uri, range: place.range },
    words: ["setting"],
    expanded: false,
    children: [],
  };
}
