import type { Sentence } from "../../../server/src/protocol.ts";
import type { Location, VaultReference } from "../../../server/src/protocol/names.ts";
import { escapeMarkdown } from "../markdown.ts";
import { linkToPlace, sayPlace } from "../places.ts";

/** A row of a tree view as plain data, so that its texts can be tested without an editor. */
export interface TreeNode {
  /** Stable as long as the row means the same: the view keeps its expansion and selection by it. */
  readonly id: string;
  readonly label: string;
  /** Shown after the label, dimmed. A sidebar of 300 pixels cuts it after about 22 characters. */
  readonly description: Sentence;
  readonly icon: NodeIcon | null;
  /** Markdown. */
  readonly tooltip: Sentence;
  /** What a screen reader says: a complete sentence. */
  readonly spoken: Sentence;
  /** The place that clicking opens. */
  readonly place: Location | null;
  /** The rule of a finding: `KV101`. */
  readonly rule?: string;
  /** The vault that a row stands for. */
  readonly vault?: VaultReference;
  /** Words that menus test, such as `source` or `verdict`. */
  readonly words: readonly string[];
  readonly expanded: boolean;
  readonly children: readonly TreeNode[];
}

export interface NodeIcon {
  /** The name of a codicon. */
  readonly name: string;
  /** The ID of a theme color; the theme's text color if it is left out. */
  readonly color?: string;
}

/** The rows and all rows below them, parents first. */
export function allNodes(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children)]);
}

/** The rows with a suffix on duplicate IDs: a view shows nothing at all if two rows have the same ID. */
export function withOwnIds(
  nodes: readonly TreeNode[],
  taken: Set<string> = new Set<string>(),
): readonly TreeNode[] {
  return nodes.map((node) => {
    let { id } = node;
    while (taken.has(id)) id += "'";
    taken.add(id);
    return { ...node, id, children: withOwnIds(node.children, taken) };
  });
}

/** Commands can be called with any arguments. */
export function isTreeNode(value: unknown): value is TreeNode {
  return (
    typeof value === "object" && value !== null && "id" in value && "words" in value && "children" in value
  );
}

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
