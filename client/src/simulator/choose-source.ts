import {
  commands,
  l10n,
  type QuickPick,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  window,
} from "vscode";
import { clientCommands } from "../../../server/src/protocol.ts";
import type { LanguageServer } from "../language-server.ts";
import { untilLatest } from "../latest.ts";
import { openPlace } from "../open-place.ts";
import { saveSource } from "../settings.ts";
import { inWindow } from "../window-language.ts";
import { type RecentSource, type SourceRow, sourceRows } from "./source-rows.ts";

interface SourceItem extends QuickPickItem {
  /** Absent on headings. */
  readonly row?: SourceRow;
}

const severalSources = { iconPath: new ThemeIcon("checklist"), tooltip: l10n.t("Choose Several Sources") };
const goToSource = { iconPath: new ThemeIcon("go-to-file"), tooltip: l10n.t("Go to Declaration") };
const saveUnderName = { iconPath: new ThemeIcon("pin"), tooltip: l10n.t("Save Under a Name") };

/** Lets the user choose sources; the server interprets the input, which is offered first. Undefined if canceled. */
export function chooseSource(
  server: LanguageServer,
  recent: readonly RecentSource[],
): Promise<readonly RecentSource[] | undefined> {
  // The list takes the focus from the editor.
  const active = window.activeTextEditor?.document.uri.toString();
  return pickRow({
    title: l10n.t("Simulate Access"),
    placeholder: l10n.t("IP address, range, subnet, service or saved source"),
    rows: async (typed) => {
      const found = await server.sources({ typed, ...(active === undefined ? {} : { active }) });
      return sourceRows(inWindow, typed, found, recent);
    },
  });
}

/** What a quick pick of sources consists of; `rows` are requested again with every keystroke. */
export interface RowPick {
  readonly title: string;
  readonly placeholder: string;
  readonly rows: (typed: string) => Promise<readonly SourceRow[]>;
}

/**
 * Lets the user pick a row that is a source, or several of them once the button in the title is pressed. Rows that only
 * explain cannot be picked.
 */
export function pickRow({ title, placeholder, rows }: RowPick): Promise<readonly RecentSource[] | undefined> {
  const pick = window.createQuickPick<SourceItem>();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.buttons = [severalSources];
  let shown = showRows(pick, rows);
  pick.onDidChangeValue(() => {
    shown = showRows(pick, rows);
  });
  pick.onDidTriggerButton(() => {
    pick.canSelectMany = !pick.canSelectMany;
    // Existing rows do not get check boxes.
    pick.items = [...pick.items];
  });
  pick.onDidTriggerItemButton(({ item, button }) => {
    if (button === saveUnderName) void save(item.row?.from ?? "");
    else if (item.row?.place) void openPlace(item.row.place, false);
  });
  let isOpen = true;
  return new Promise((resolve) => {
    const accept = async () => {
      // Pressing Enter applies to the current input, not to the rows of an earlier keystroke.
      await untilLatest(() => shown);
      // Enter was pressed twice, or Escape after it.
      if (!isOpen) return;
      const active = activeItem(pick);
      const leadsTo = pick.canSelectMany ? null : active?.row?.leadsTo;
      if (leadsTo) {
        const typed = pick.value;
        isOpen = false;
        pick.hide();
        await follow(leadsTo, typed);
        return;
      }
      const sources = sourcesOf(pick.canSelectMany ? pick.selectedItems : active ? [active] : []);
      if (sources.length === 0) return;
      resolve(sources);
      pick.hide();
    };
    pick.onDidAccept(() => void accept());
    pick.onDidHide(() => {
      isOpen = false;
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** The item with the row in focus; if no row has it, the first item with a row. */
function activeItem({ activeItems, items }: QuickPick<SourceItem>): SourceItem | undefined {
  return activeItems.find(({ row }) => row) ?? items.find(({ row }) => row);
}

/** Rows that are not sources run another command. */
async function follow(to: NonNullable<SourceRow["leadsTo"]>, typed: string): Promise<void> {
  if (to === "services") await commands.executeCommand(clientCommands.browseTrustedServices);
  else await commands.executeCommand("keyVaultNetwork.explainForbidden", typed);
}

/** Asks for a name, and starts again with the source among the saved ones. */
async function save(from: string): Promise<void> {
  const name = await window.showInputBox({
    title: l10n.t("Save Source"),
    prompt: l10n.t("Name for {0} in your user settings", from),
  });
  if (name === undefined || name.trim() === "") return;
  await saveSource(name.trim(), from);
  await commands.executeCommand(clientCommands.simulateAccess);
}

/** Shows the rows for the input, unless it changes before they arrive, and waits until VS Code shows them. */
async function showRows(pick: QuickPick<SourceItem>, rows: RowPick["rows"]): Promise<void> {
  const typed = pick.value;
  pick.busy = true;
  const found = await rows(typed).catch(() => []);
  if (pick.value !== typed) return;
  // Picked sources stay picked while the input changes.
  const picked = pick.selectedItems;
  const kept = picked.filter((each) => !found.some(({ from }) => from === each.row?.from));
  pick.items = [...kept, ...items(found)];
  pick.selectedItems = pick.items.filter((each) => isAmong(each, picked));
  await updated(found.length);
  if (pick.value === typed) pick.busy = false;
}

/**
 * Waits until VS Code has reported which row has the focus. It refers to rows by position, and until it has received the new rows, it means
 * the old ones. Changes are sent by a timer, and a call made after them is answered after all earlier events. If an extension sets the
 * active item itself, VS Code reports nothing, so nothing here does.
 */
async function updated(rows: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
  await commands.executeCommand("setContext", "keyVaultNetwork.sourceRows", rows);
}

function isAmong({ row }: SourceItem, items: readonly SourceItem[]): boolean {
  return typeof row?.from === "string" && items.some((each) => each.row?.from === row.from);
}

function sourcesOf(items: readonly SourceItem[]): readonly RecentSource[] {
  return items.flatMap(({ row }) =>
    typeof row?.from === "string"
      ? [{ from: row.from, label: row.label }]
      : (row?.all ?? []).map((from) => ({ from, label: from })),
  );
}

/** Rows, preceded by their headings. */
function items(rows: readonly SourceRow[]): readonly SourceItem[] {
  return rows.flatMap((row, index) => {
    const heading = row.heading !== "" && row.heading !== rows[index - 1]?.heading;
    const separator = { label: row.heading, kind: QuickPickItemKind.Separator };
    return heading ? [separator, item(row)] : [item(row)];
  });
}

function item(row: SourceRow): SourceItem {
  return {
    label: `$(${row.icon}) ${row.label}`,
    description: row.description,
    ...(row.detail === "" ? {} : { detail: row.detail }),
    // The server has selected the matching rows; the box must not filter them again by its own rules.
    alwaysShow: true,
    buttons: [...(row.place ? [goToSource] : []), ...(row.canBeSaved ? [saveUnderName] : [])],
    row,
  };
}
