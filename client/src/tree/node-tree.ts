import {
  EventEmitter,
  l10n,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from "vscode";
import { goToRule } from "../places.ts";
import { type NodeIcon, type TreeNode, withOwnIds } from "./tree-node.ts";

/** A tree view that shows nodes, and whose rows stay in place when the nodes are replaced. */
export interface NodeTree {
  readonly dispose: () => void;
  readonly view: TreeView<TreeNode>;
  readonly nodes: () => readonly TreeNode[];
  /** Shows these rows. Rows that are shown already stay: the view would request all of them, and every row it unfolds, anew. */
  readonly show: (nodes: readonly TreeNode[]) => void;
  /** Selects the row with this ID; nothing happens if there is none. */
  readonly reveal: (id: string) => Promise<void>;
}

export function nodeTree(viewId: string): NodeTree {
  const changed = new EventEmitter<undefined>();
  let roots: readonly TreeNode[] = [];
  let parents = new Map<string, TreeNode>();
  let shown = "[]";
  const view = window.createTreeView<TreeNode>(viewId, {
    showCollapseAll: true,
    canSelectMany: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (node) => [...(node?.children ?? roots)],
      getParent: (node) => parents.get(node.id),
      getTreeItem: (node) => treeItem(node),
    },
  });
  return {
    view,
    nodes: () => roots,
    show: (nodes) => {
      const text = JSON.stringify(nodes);
      if (text === shown) return;
      shown = text;
      roots = withOwnIds(nodes);
      parents = parentsOf(roots);
      changed.fire(undefined);
    },
    reveal: (id) => revealRow(view, () => find(roots, id)),
    dispose: () => {
      view.dispose();
      changed.dispose();
    },
  };
}

/** In milliseconds, between attempts. */
const pauses = [50, 200, 1_000];

/**
 * The view does not know rows that were just replaced until it has requested all of them, and until then it refuses to
 * select one ("Tree element not found"). Selecting the row is only a convenience, so a failure is not reported.
 */
async function revealRow(view: TreeView<TreeNode>, row: () => TreeNode | undefined): Promise<void> {
  for (const pause of pauses) {
    const node = row();
    if (!node) return;
    try {
      await view.reveal(node, { select: true, focus: true, expand: true });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

function treeItem(node: TreeNode): TreeItem {
  const item = new TreeItem(node.label, collapsibleState(node));
  item.id = node.id;
  item.description = node.description;
  item.tooltip = tooltip(node);
  item.accessibilityInformation = { label: node.spoken };
  item.contextValue = [...node.words, ...(node.place ? ["hasLocation"] : [])].join(" ");
  if (node.icon) item.iconPath = themeIcon(node.icon);
  if (node.place) item.command = { command: goToRule, title: l10n.t("Go to Rule"), arguments: [node] };
  return item;
}

/** Text from templates is escaped in it, and its links open only places. */
function tooltip(node: TreeNode): MarkdownString {
  const text = new MarkdownString(node.tooltip, true);
  text.isTrusted = { enabledCommands: [goToRule] };
  return text;
}

function collapsibleState(node: TreeNode): TreeItemCollapsibleState {
  if (node.children.length === 0) return TreeItemCollapsibleState.None;
  return node.expanded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

function themeIcon({ name, color }: NodeIcon): ThemeIcon {
  return color === undefined ? new ThemeIcon(name) : new ThemeIcon(name, new ThemeColor(color));
}

function parentsOf(nodes: readonly TreeNode[]): Map<string, TreeNode> {
  const parents = new Map<string, TreeNode>();
  const visit = (node: TreeNode) => {
    for (const child of node.children) {
      parents.set(child.id, node);
      visit(child);
    }
  };
  nodes.forEach(visit);
  return parents;
}

function find(nodes: readonly TreeNode[], id: string): TreeNode | undefined {
  for (const node of nodes) {
    const found = node.id === id ? node : find(node.children, id);
    if (found) return found;
  }
  return undefined;
}
