import { afterAll, beforeEach, expect, test, vi } from "vitest";
import type { SourceRow } from "../../client/src/simulator/source-rows.ts";
import { pickRow } from "../../client/src/simulator/choose-source.ts";
import { eventually } from "../support/eventually.ts";

interface Item {
  readonly label: string;
}

/** A quick pick as an extension sees it, and the events that its window sends. */
const { pick } = vi.hoisted(() => {
  const listeners = new Map<string, () => void>();
  const on = (name: string) => (listener: () => void) => listeners.set(name, listener);
  const pick = {
    value: "",
    busy: false,
    taken: Promise.resolve(),
    canSelectMany: false,
    followed: [] as string[],
    items: [] as readonly Item[],
    activeItems: [] as readonly Item[],
    selectedItems: [] as readonly Item[],
    onDidChangeValue: on("value"),
    onDidAccept: on("accept"),
    onDidHide: on("hide"),
    onDidTriggerButton: on("button"),
    onDidTriggerItemButton: on("item button"),
    show: () => undefined,
    // VS Code tells later that it is hidden.
    hide: () => {
      void Promise.resolve().then(pick.escape);
    },
    escape: () => listeners.get("hide")?.(),
    dispose: () => undefined,
    type: (text: string) => {
      pick.value = text;
      listeners.get("value")?.();
    },
    focus: (position: number) => {
      pick.activeItems = pick.items.slice(position, position + 1);
    },
    enter: () => listeners.get("accept")?.(),
  };
  return { pick };
});

vi.mock("vscode", () => ({
  l10n: { t: (text: string) => text },
  env: { language: "en" },
  commands: {
    // When VS Code answers a call, it has taken the rows and told that the first one has the focus.
    executeCommand: async (command: string) => {
      if (command !== "setContext") {
        pick.followed.push(command);
        return;
      }
      await pick.taken;
      pick.focus(pick.items.findIndex((item) => "row" in item));
    },
  },
  workspace: {},
  QuickPickItemKind: { Separator: -1 },
  ThemeIcon: class {
    readonly kind = "icon";
  },
  window: { createQuickPick: () => pick },
}));

function row(from: string, heading = ""): SourceRow {
  return {
    heading,
    icon: "globe",
    label: from,
    description: "",
    detail: "",
    from,
    all: [],
    place: null,
    canBeSaved: false,
    leadsTo: null,
  };
}

/** Below a heading as long as nothing is typed. */
function rows(typed: string): Promise<readonly SourceRow[]> {
  return Promise.resolve(
    typed === "" ? [row("office", "saved"), row("internet", "any")] : [row(typed), row("import-export")],
  );
}

// The files of a worker share modules, and another one replaces VS Code as well.
afterAll(() => {
  vi.resetModules();
});

beforeEach(() => {
  Object.assign(pick, {
    followed: [],
    value: "",
    canSelectMany: false,
    items: [],
    activeItems: [],
    selectedItems: [],
  });
});

function choose() {
  return pickRow({ title: "", placeholder: "", rows });
}

test("Enter chooses the row in focus", async () => {
  const chosen = choose();
  await eventually(() => {
    expect(pick.busy).toBe(false);
  });
  pick.focus(pick.items.findIndex(({ label }) => label.endsWith("internet")));
  pick.enter();
  expect(await chosen).toEqual([{ from: "internet", label: "internet" }]);
});

test("Enter right after the last key waits for the rows of the whole text", async () => {
  const chosen = choose();
  pick.type("203.0.113.");
  pick.type("203.0.113.7");
  pick.enter();
  expect(await chosen).toEqual([{ from: "203.0.113.7", label: "203.0.113.7" }]);
});

test("what the window still says of the rows before does not count", async () => {
  const chosen = choose();
  await eventually(() => {
    expect(pick.busy).toBe(false);
  });
  let take: () => void = () => undefined;
  pick.taken = new Promise((resolve) => (take = resolve));
  pick.type("internet");
  await eventually(() => {
    expect(pick.items[0]?.label).toContain("internet");
  });
  // Before, the first row was the second item, below its heading.
  pick.focus(1);
  pick.enter();
  take();
  expect(await chosen).toEqual([{ from: "internet", label: "internet" }]);
});

test("what is typed while Enter waits counts as well", async () => {
  const chosen = choose();
  pick.type("internet");
  pick.enter();
  pick.type("203.0.113.7");
  expect(await chosen).toEqual([{ from: "203.0.113.7", label: "203.0.113.7" }]);
});

const leading = () => Promise.resolve([{ ...row("services"), from: null, leadsTo: "services" as const }]);

test("Enter that is pressed twice follows a row that leads elsewhere once", async () => {
  const chosen = pickRow({ title: "", placeholder: "", rows: leading });
  pick.enter();
  pick.enter();
  expect(await chosen).toBeUndefined();
  expect(pick.followed).toHaveLength(1);
});

test("nothing is followed after Escape", async () => {
  const chosen = pickRow({ title: "", placeholder: "", rows: leading });
  pick.enter();
  pick.escape();
  expect(await chosen).toBeUndefined();
  await eventually(() => {
    expect(pick.activeItems).toHaveLength(1);
  });
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
  expect(pick.followed).toEqual([]);
});
