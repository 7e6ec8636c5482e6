import type { Location, Sentence } from "../../../server/src/protocol.ts";

/** A row of a tree view as plain data, so that what a view says can be tested without an editor. */
export interface TreeNode {
  /** Stable while the row means the same: the view keeps its expansion and selection by it. */
  readonly id: string;
  readonly label: string;
  /** Shown after the label, dimmed. A sidebar of 300 pixels cuts it after about 22 characters. */
  readonly description: Sentence;
  readonly icon: NodeIcon | null;
  /** Markdown. */
  readonly tooltip: Sentence;
  /** What a screen reader says: a whole sentence. */
  readonly spoken: Sentence;
  /** Where clicking leads. */
  readonly place: Location | null;
  /** Words that menus test, such as `source` or `verdict`. */
  readonly words: readonly string[];
  readonly expanded: boolean;
  readonly children: readonly TreeNode[];
}

export interface NodeIcon {
  /** The name of a codicon. */
  readonly name: string;
  /** The id of a theme colour; the theme's text colour when it is left out. */
  readonly color?: string;
}

/** The rows and all rows under them, parents first. */
export function allNodes(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children)]);
}

/** The rows with a mark on ids that another row has too: a view shows nothing at all when two are the same. */
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

/** Commands can be called by anybody with anything. */
export function isTreeNode(value: unknown): value is TreeNode {
  return (
    typeof value === "object" && value !== null && "id" in value && "words" in value && "children" in value
  );
}
