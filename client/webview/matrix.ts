import type { EnvironmentTable, ExposureCell, Matrix, MatrixCell, MatrixRow } from "../src/matrix/matrix.ts";
import type { FromMatrix, ToMatrix } from "../src/matrix/messages.ts";
import { find, make } from "./dom.ts";
import { keptText, type Port } from "./port.ts";
import { type Rows, RowsPane } from "./rows-pane.ts";
import { type StepsPane, stepsPane, type VerdictName } from "./steps.ts";
import { isShape, symbol } from "./symbols.ts";

/** Shows the matrix in the elements of its page, and answers pointer and keyboard. */
export function mountMatrix(root: ParentNode, port: Port<ToMatrix, FromMatrix>): void {
  const filter = find(root, "#filter", HTMLSelectElement);
  const search = find(root, "#search", HTMLInputElement);
  const table = find(root, "#matrix", HTMLTableElement);
  const pane = new RowsPane(find(root, ".grid", HTMLElement), table);
  const steps = stepsPane(root, port.post, () => {
    pane.focus();
  });
  let matrix: Matrix | undefined;
  const render = () => {
    if (!matrix) return;
    const shown = selected(matrix, choiceOf(filter, search));
    table.tHead?.replaceChildren(headRow(matrix, shown));
    pane.fill(rowsOf(shown, filter.value));
    find(root, "#summary", HTMLElement).textContent = matrix.summary;
  };
  filter.value = keptText(port.state, "filter") ?? "all";
  search.value = keptText(port.state, "search") ?? "";
  for (const each of [filter, search])
    each.addEventListener("input", () => {
      port.state.set({ filter: filter.value, search: search.value });
      render();
    });
  answerKeys(table, port.post, steps);
  find(root, "#copy", HTMLElement).addEventListener("click", () => {
    port.post({ kind: "own", own: "copy" });
  });
  explainShapes(root);
  offerScrolling(
    find(root, "#environments .scroll", HTMLElement),
    find(root, "#environments table", HTMLElement),
  );
  port.listen((message) => {
    if (message.kind === "steps") {
      steps.receive(message);
      return;
    }
    ({ matrix } = message);
    find(root, "#caption", HTMLElement).textContent = matrix.caption;
    find(root, "#notes", HTMLElement).textContent = matrix.notes.join(" ");
    showEnvironments(find(root, "#environments", HTMLElement), matrix.environments);
    render();
    steps.refresh();
  });
  port.post({ kind: "ready" });
}

/** What pointer and keys do with a cell. */
function answerKeys(table: HTMLTableElement, post: (message: FromMatrix) => void, steps: StepsPane): void {
  table.addEventListener("click", ({ target }) => {
    const verdict = verdictAt(target);
    if (verdict) steps.open(verdict, false);
  });
  table.addEventListener("keydown", ({ key, target, ctrlKey, metaKey }) => {
    const verdict = verdictAt(target);
    if (ctrlKey || metaKey) return;
    if (key === "Enter" && verdict) steps.open(verdict, true);
    else if (key.toLowerCase() === "f" && verdict) post({ kind: "fix", ...verdict });
    else if (key.toLowerCase() === "c") post({ kind: "own", own: "copy" });
  });
}

function choiceOf({ value }: HTMLSelectElement, search: HTMLInputElement): Parameters<typeof selected>[1] {
  return { filter: isFilterName(value) ? value : "all", text: search.value };
}

function explainShapes(root: ParentNode): void {
  for (const entry of root.querySelectorAll<HTMLElement>("#legend li")) {
    const { kind } = entry.dataset;
    if (isShape(kind)) entry.prepend(symbol(kind));
  }
}

/** A table to be read: it has no cells to act upon. */
function showEnvironments(section: HTMLElement, shown: EnvironmentTable | null): void {
  section.hidden = shown === null;
  const table = find(section, "table", HTMLTableElement);
  find(section, "h2", HTMLElement).textContent = shown?.caption ?? "";
  find(section, ".scroll", HTMLElement).setAttribute("aria-label", shown?.caption ?? "");
  const head = make("tr");
  head.append(make("td"), ...(shown?.names ?? []).map((name) => heading(name, "col")));
  table.tHead?.replaceChildren(head);
  table.tBodies[0]?.replaceChildren(
    ...(shown?.rows ?? []).map(({ vault, cells }) => {
      const row = make("tr");
      row.append(heading(vault, "row"), ...cells.map(exposureCell));
      return row;
    }),
  );
}

/** Lets an element take the keyboard while it has to be scrolled: the rest of the page leaves it more room or less. */
function offerScrolling(scroll: HTMLElement, content: Element): void {
  const observer = new ResizeObserver(() => {
    const overflows = scroll.scrollHeight > scroll.clientHeight || scroll.scrollWidth > scroll.clientWidth;
    if (overflows) scroll.tabIndex = 0;
    else scroll.removeAttribute("tabindex");
  });
  for (const each of [scroll, content]) observer.observe(each);
}

function exposureCell(exposure: ExposureCell | null): HTMLTableCellElement {
  const cell = make("td");
  if (exposure) cell.append(exposureMark(exposure));
  return cell;
}

function exposureMark({ exposure, text }: ExposureCell): HTMLElement {
  const mark = make("span");
  mark.className = "exposure";
  mark.dataset["exposure"] = exposure;
  if (exposure === "public") mark.append(symbol("exposed"));
  mark.append(text);
  return mark;
}

/** Beneath a vault is how exposed it is, and where other roots look it up. */
function headRow({ vaults, lookups, exposures }: Matrix, { columns }: Selection): HTMLTableRowElement {
  const row = make("tr");
  row.append(make("td"));
  for (const column of columns) {
    const cell = heading(vaults[column] ?? "", "col");
    const exposure = exposures[column];
    if (exposure) cell.append(exposureMark(exposure));
    const lookup = lookups[column] ?? "";
    if (lookup !== "") cell.append(make("small", lookup));
    row.append(cell);
  }
  return row;
}

function rowsOf({ rows, columns }: Selection, filter: string): Rows {
  const cellAt = (index: number, at: number) => rows[index]?.cells[columns[at] ?? -1] ?? null;
  return {
    rows: rows.length,
    columns: columns.length,
    heading: (index) => {
      const { source = "", detail = "" } = rows[index] ?? {};
      const name = heading(source, "row");
      if (detail !== "") name.append(make("small", detail));
      return name;
    },
    cell: (index, at) => cellElement(cellAt(index, at), rows[index]?.from ?? "", filter),
    id: (index, at) => cellAt(index, at)?.id,
  };
}

function heading(text: string, scope: "row" | "col"): HTMLTableCellElement {
  const cell = make("th");
  cell.scope = scope;
  cell.append(make("span", text));
  cell.title = text;
  return cell;
}

function cellElement(cell: MatrixCell | null, from: string, filter: string): HTMLTableCellElement {
  const element = make("td");
  element.tabIndex = -1;
  if (!cell) return element;
  element.append(symbol(cell.kind), make("span", cell.text));
  element.title = cell.why;
  element.classList.toggle("changed", cell.changed);
  element.classList.toggle("hidden", isFilterName(filter) && !isShownBy(filter, cell));
  Object.assign(element.dataset, { id: cell.id, from, kind: cell.kind });
  return element;
}

function verdictAt(target: EventTarget | null): VerdictName | undefined {
  const cell = target instanceof Element ? target.closest("td") : null;
  const { id, from } = cell?.dataset ?? {};
  return id === undefined || from === undefined ? undefined : { id, from };
}

/** Which cells a filter leaves in sight. */
const filters = {
  all: () => true,
  changed: ({ changed }) => changed,
  allowed: ({ kind }) => kind === "allowed" || kind === "exposed",
  exposed: ({ kind }) => kind === "exposed",
  known: ({ kind }) => kind !== "depends",
} satisfies Readonly<Record<string, (cell: MatrixCell) => boolean>>;

type FilterName = keyof typeof filters;

function isFilterName(name: string): name is FilterName {
  return Object.hasOwn(filters, name);
}

function isShownBy(filter: FilterName, cell: MatrixCell): boolean {
  return filters[filter](cell);
}

/** The rows and columns of a matrix that are shown. */
interface Selection {
  readonly rows: readonly MatrixRow[];
  /** The indexes of the vaults. */
  readonly columns: readonly number[];
}

/**
 * The rows and columns whose names contain the text, each list complete if none of it does, and of these the ones with a cell that the
 * filter shows.
 */
function selected(
  { rows, vaults }: Matrix,
  { filter, text }: { readonly filter: FilterName; readonly text: string },
): Selection {
  const wanted = text.trim().toLowerCase();
  const has = (name: string): boolean => name.toLowerCase().includes(wanted);
  const named = rows.filter(({ source }) => has(source));
  const across = vaults.flatMap((vault, index) => (has(vault) ? [index] : []));
  if (named.length + across.length === 0) return { rows: [], columns: [] };
  const down = named.length > 0 ? named : rows;
  const columns = across.length > 0 ? across : [...vaults.keys()];
  if (filter === "all") return { rows: down, columns };
  const isShown = ({ cells }: MatrixRow, column: number): boolean => {
    const cell = cells[column];
    return cell ? isShownBy(filter, cell) : false;
  };
  return {
    rows: down.filter((row) => columns.some((column) => isShown(row, column))),
    columns: columns.filter((column) => down.some((row) => isShown(row, column))),
  };
}
