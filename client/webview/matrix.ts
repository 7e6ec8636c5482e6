import type { CellKind, EnvironmentTable, Matrix, MatrixCell } from "../src/matrix/matrix.ts";
import type { FromMatrix } from "../src/matrix/messages.ts";

/** The script of the matrix's page. What templates say goes into `textContent` alone, never into markup. */

declare function acquireVsCodeApi(): {
  readonly postMessage: (message: FromMatrix) => void;
  readonly getState: () => { readonly filter?: string } | undefined;
  readonly setState: (state: { readonly filter: string }) => void;
};

/** A shape for each verdict, so that colour is not needed to tell them apart. */
const shapes: Readonly<Record<CellKind, string>> = {
  allowed: "M3 8l4 4 6-8",
  exposed: "M8 2l7 12H1zM8 6v4M8 12v.5",
  denied: "M8 1a7 7 0 100 14A7 7 0 008 1zM3 3l10 10",
  partial: "M8 1a7 7 0 100 14A7 7 0 008 1zM8 1v14",
  depends: "M5 5a3 3 0 116 0c0 2-3 2-3 5M8 13v.5",
};

const kinds = ["allowed", "exposed", "denied", "partial", "depends"] as const;

const vscode = acquireVsCodeApi();
const table = find("#matrix", HTMLTableElement);
const filter = find("#filter", HTMLSelectElement);
const summary = find("#summary", HTMLElement);
const notes = find("#notes", HTMLElement);
const environments = find("#environments", HTMLElement);

filter.value = vscode.getState()?.filter ?? "all";
filter.addEventListener("change", () => {
  vscode.setState({ filter: filter.value });
  applyFilter();
});
table.addEventListener("keydown", onKey);
table.addEventListener("dblclick", (event) => {
  act("open", event.target);
});
table.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLTableCellElement) makeCurrent(target);
});
window.addEventListener("message", ({ data }: MessageEvent<Matrix>) => {
  show(data);
});
for (const entry of document.querySelectorAll<HTMLElement>("#legend li")) {
  const kind = kinds.find((each) => each === entry.dataset["kind"]);
  if (kind) entry.prepend(symbol(kind));
}
vscode.postMessage({ kind: "ready" });

function show(matrix: Matrix): void {
  const at = position(current());
  table.createCaption().textContent = matrix.caption;
  table.tHead?.replaceChildren(headRow(matrix.vaults, matrix.lookups));
  table.tBodies[0]?.replaceChildren(
    ...matrix.rows.map(({ source, from, cells }) => bodyRow(source, from, cells)),
  );
  summary.textContent = matrix.summary;
  notes.textContent = matrix.notes.join(" ");
  showEnvironments(matrix.environments);
  applyFilter();
  const cell = cellAt(at.row, at.column) ?? cellAt(0, 0);
  if (cell) makeCurrent(cell);
}

/** A table to be read: it has no cells to act upon. */
function showEnvironments(shown: EnvironmentTable | null): void {
  environments.hidden = shown === null;
  const own = find("#environments table", HTMLTableElement);
  if (!shown) {
    own.tHead?.replaceChildren();
    own.tBodies[0]?.replaceChildren();
    return;
  }
  own.createCaption().textContent = shown.caption;
  own.tHead?.replaceChildren(headRow(shown.names));
  own.tBodies[0]?.replaceChildren(
    ...shown.rows.map(({ vault, cells }) => {
      const row = document.createElement("tr");
      row.append(heading(vault, "row"), ...cells.map(plainCell));
      return row;
    }),
  );
}

function plainCell(text: string): HTMLTableCellElement {
  const cell = document.createElement("td");
  cell.textContent = text;
  return cell;
}

/** Beneath a vault is where other roots look it up. */
function headRow(vaults: readonly string[], lookups: readonly string[] = []): HTMLTableRowElement {
  const row = document.createElement("tr");
  row.append(document.createElement("td"));
  for (const [index, vault] of vaults.entries()) {
    const cell = heading(vault, "col");
    const beneath = document.createElement("small");
    beneath.textContent = lookups[index] ?? "";
    if (beneath.textContent !== "") cell.append(beneath);
    row.append(cell);
  }
  return row;
}

function bodyRow(source: string, from: string, cells: readonly (MatrixCell | null)[]): HTMLTableRowElement {
  const row = document.createElement("tr");
  row.append(heading(source, "row"), ...cells.map((cell) => cellElement(cell, from)));
  return row;
}

function heading(text: string, scope: "row" | "col"): HTMLTableCellElement {
  const cell = document.createElement("th");
  cell.scope = scope;
  cell.textContent = text;
  return cell;
}

function cellElement(cell: MatrixCell | null, from: string): HTMLTableCellElement {
  const element = document.createElement("td");
  element.tabIndex = -1;
  if (!cell) return element;
  const text = document.createElement("span");
  text.textContent = cell.text;
  element.append(symbol(cell.kind), text);
  element.title = cell.why;
  element.classList.toggle("changed", cell.changed);
  Object.assign(element.dataset, { id: cell.id, from, kind: cell.kind });
  return element;
}

function symbol(kind: CellKind): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", shapes[kind]);
  svg.append(path);
  return svg;
}

function applyFilter(): void {
  for (const cell of table.querySelectorAll("tbody td")) {
    const { kind } = cell instanceof HTMLElement ? cell.dataset : {};
    const shown = new Map(
      Object.entries({
        changed: cell.classList.contains("changed"),
        allowed: kind === "allowed" || kind === "exposed",
        exposed: kind === "exposed",
      }),
    );
    cell.classList.toggle("hidden", shown.get(filter.value) === false);
  }
}

const steps: ReadonlyMap<string, readonly [number, number]> = new Map(
  Object.entries({
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  }),
);

function onKey(event: KeyboardEvent): void {
  const step = steps.get(event.key);
  if (step) {
    const { row, column } = position(current());
    cellAt(row + step[0], column + step[1])?.focus();
    event.preventDefault();
  } else if (event.key === "Enter") act("open", event.target);
  else if (event.key.toLowerCase() === "f" && !event.ctrlKey && !event.metaKey) act("fix", event.target);
  else if (event.key.toLowerCase() === "c" && !event.ctrlKey && !event.metaKey)
    vscode.postMessage({ kind: "copy" });
}

function act(kind: "open" | "fix", target: EventTarget | null): void {
  const cell = target instanceof Element ? target.closest("td") : null;
  const { id, from } = cell?.dataset ?? {};
  if (id !== undefined && from !== undefined) vscode.postMessage({ kind, id, from });
}

/** The cell that Tab leads to; there is always one at most. */
function current(): HTMLTableCellElement | null {
  return table.querySelector<HTMLTableCellElement>('tbody td[tabindex="0"]');
}

function makeCurrent(cell: HTMLTableCellElement): void {
  const before = current();
  if (before) before.tabIndex = -1;
  cell.tabIndex = 0;
}

function position(cell: HTMLTableCellElement | null): { readonly row: number; readonly column: number } {
  const row = cell?.parentElement;
  if (!cell || !(row instanceof HTMLTableRowElement)) return { row: 0, column: 0 };
  return { row: row.sectionRowIndex, column: cell.cellIndex - 1 };
}

function cellAt(row: number, column: number): HTMLTableCellElement | undefined {
  return column < 0 ? undefined : table.tBodies[0]?.rows[row]?.cells[column + 1];
}

function find<T extends Element>(selector: string, type: new () => T): T {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`The page has no ${selector}`);
  return found;
}
