import { make } from "./dom.ts";
import { visibleRows } from "./visible-rows.ts";

/** The body of a long table, of which only the rows near those in sight are rendered. */
export interface RowsPane {
  /** Replaces all rows; each is made when it comes into sight. */
  readonly fill: (count: number, make: (index: number) => HTMLTableRowElement) => void;
  /** Moves the keyboard focus to the current cell. */
  readonly focus: () => void;
}

interface Position {
  readonly row: number;
  readonly column: number;
}

/** The keys that move in a grid (https://www.w3.org/WAI/ARIA/apg/patterns/grid/). */
const moves: ReadonlyMap<string, (at: Position, page: number) => Position> = new Map([
  ["ArrowUp", ({ row, column }) => ({ row: row - 1, column })],
  ["ArrowDown", ({ row, column }) => ({ row: row + 1, column })],
  ["ArrowLeft", ({ row, column }) => ({ row, column: column - 1 })],
  ["ArrowRight", ({ row, column }) => ({ row, column: column + 1 })],
  ["PageUp", ({ row, column }, page) => ({ row: row - page, column })],
  ["PageDown", ({ row, column }, page) => ({ row: row + page, column })],
  ["Home", ({ row }) => ({ row, column: 0 })],
  ["End", ({ row }) => ({ row, column: Infinity })],
]);

export function rowsPane(box: HTMLElement, table: HTMLTableElement): RowsPane {
  const body = table.tBodies[0] ?? table.createTBody();
  const [before, after] = [room(), room()];
  const rendered = new Map<number, HTMLTableRowElement>();
  let count = 0;
  let makeRow: (index: number) => HTMLTableRowElement = () => make("tr");
  let at: Position = { row: 0, column: 0 };
  box.tabIndex = -1;

  const rowHeight = () => rendered.values().next().value?.offsetHeight ?? usualHeight;
  const render = () => {
    const seen = visibleRows(count, rowHeight(), box);
    // A row that goes must not take the keyboard with it.
    for (const [index, row] of rendered)
      if (index < seen.first || index >= seen.end) {
        if (row.contains(document.activeElement)) box.focus({ preventScroll: true });
        row.remove();
        rendered.delete(index);
      }
    before.style.height = `${seen.before}px`;
    after.style.height = `${seen.after}px`;
    for (let index = seen.first, next = before.nextSibling; index < seen.end; index++) {
      const row = rendered.get(index);
      if (row) next = row.nextSibling;
      else body.insertBefore(render1(index), next);
    }
    offerCurrent();
  };
  const render1 = (index: number) => {
    const row = makeRow(index);
    row.ariaRowIndex = String(index + 2);
    rendered.set(index, row);
    return row;
  };
  /** Tab leads to the current cell, or to the first one in sight if that is out of it. */
  const offerCurrent = () => {
    for (const cell of body.querySelectorAll<HTMLElement>('td[tabindex="0"]')) cell.tabIndex = -1;
    const [first] = rendered.keys();
    const cell = cellAt(at) ?? cellAt({ row: first ?? 0, column: 0 });
    if (cell) cell.tabIndex = 0;
  };
  const cellAt = ({ row, column }: Position) => rendered.get(row)?.cells[column + 1];
  const moveTo = ({ row, column }: Position) => {
    const columns = rendered.values().next().value?.cells.length ?? 1;
    at = { row: within(row, count), column: within(column, columns - 1) };
    if (!rendered.has(at.row)) box.scrollTop = at.row * rowHeight();
    render();
    cellAt(at)?.focus();
  };

  box.addEventListener("scroll", render);
  new ResizeObserver(render).observe(box);
  box.addEventListener("focusin", ({ target }) => {
    const cell = target instanceof Element ? target.closest("td") : null;
    const row = cell?.parentElement;
    const found = [...rendered].find(([, each]) => each === row);
    if (!cell || !found) return;
    at = { row: found[0], column: cell.cellIndex - 1 };
    offerCurrent();
  });
  box.addEventListener("keydown", (event) => {
    const move = moves.get(event.key);
    if (!move) return;
    event.preventDefault();
    moveTo(move(at, Math.max(1, Math.floor(box.clientHeight / rowHeight()) - 2)));
  });
  return {
    fill: (rows, makeEach) => {
      const hadFocus = body.contains(document.activeElement);
      [count, makeRow] = [rows, makeEach];
      table.ariaRowCount = String(rows + 1);
      rendered.clear();
      body.replaceChildren(before, after);
      at = { row: within(at.row, rows), column: at.column };
      render();
      // The first round does not know yet how high its rows are.
      render();
      if (hadFocus) moveTo(at);
    },
    focus: () => {
      moveTo(at);
    },
  };
}

/** Until a row is rendered, in pixels. */
const usualHeight = 40;

function room(): HTMLTableRowElement {
  const row = make("tr");
  row.className = "room";
  row.ariaHidden = "true";
  return row;
}

function within(index: number, count: number): number {
  return Math.max(0, Math.min(index, count - 1));
}
