import { make } from "./dom.ts";
import type { VisibleRows } from "./visible-rows.ts";
import { visibleRows } from "./visible-rows.ts";

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

/** The body of a long table, of which only the rows near those in sight are rendered, and in which arrow keys move. */
export class RowsPane {
  readonly #box: HTMLElement;
  readonly #table: HTMLTableElement;
  readonly #body: HTMLTableSectionElement;
  readonly #before = room();
  readonly #after = room();
  /** By their index, in their order. */
  #rendered = new Map<number, HTMLTableRowElement>();
  #count = 0;
  #makeRow: (index: number) => HTMLTableRowElement = () => make("tr");
  #at: Position = { row: 0, column: 0 };

  /** `box` is what is scrolled. */
  constructor(box: HTMLElement, table: HTMLTableElement) {
    this.#box = box;
    this.#table = table;
    this.#body = table.tBodies[0] ?? table.createTBody();
    box.tabIndex = -1;
    box.addEventListener("scroll", () => {
      this.#render();
    });
    new ResizeObserver(() => {
      this.#render();
    }).observe(box);
    box.addEventListener("focusin", ({ target }) => {
      this.#enter(target instanceof Element ? target.closest("td") : null);
    });
    box.addEventListener("keydown", (event) => {
      const move = moves.get(event.key);
      if (!move) return;
      event.preventDefault();
      this.#moveTo(move(this.#at, Math.max(1, Math.floor(box.clientHeight / this.#rowHeight) - 2)));
    });
  }

  /** Replaces all rows; each is made when it comes into sight. */
  fill(count: number, makeRow: (index: number) => HTMLTableRowElement): void {
    const hadFocus = this.#body.matches(":focus-within");
    this.#count = count;
    this.#makeRow = makeRow;
    this.#table.ariaRowCount = String(count + 1);
    this.#rendered = new Map();
    this.#body.replaceChildren(this.#before, this.#after);
    this.#at = { ...this.#at, row: within(this.#at.row, count) };
    this.#render();
    // The first round does not know yet how high its rows are.
    this.#render();
    if (hadFocus) this.focus();
  }

  /** Moves the keyboard focus to the current cell. */
  focus(): void {
    this.#moveTo(this.#at);
  }

  get #rowHeight(): number {
    return this.#rendered.values().next().value?.offsetHeight ?? usualHeight;
  }

  #render(): void {
    const seen = visibleRows(this.#count, this.#rowHeight, this.#box);
    this.#removeAllBut(seen);
    this.#before.style.height = `${seen.before}px`;
    this.#after.style.height = `${seen.after}px`;
    const rows = new Map<number, HTMLTableRowElement>();
    for (let index = seen.first, next = this.#before.nextSibling; index < seen.end; index++) {
      const row = this.#rendered.get(index) ?? this.#makeRow(index);
      if (row === next) next = row.nextSibling;
      else this.#body.insertBefore(row, next);
      row.ariaRowIndex = String(index + 2);
      rows.set(index, row);
    }
    this.#rendered = rows;
    this.#offerCurrent();
  }

  /** A row that goes must not take the keyboard with it. */
  #removeAllBut({ first, end }: VisibleRows): void {
    for (const [index, row] of this.#rendered)
      if (index < first || index >= end) {
        if (row.matches(":focus-within")) this.#box.focus({ preventScroll: true });
        row.remove();
      }
  }

  /** Tab leads to the current cell, or to the first one in sight if that is out of it. */
  #offerCurrent(): void {
    for (const cell of this.#body.querySelectorAll<HTMLElement>('td[tabindex="0"]')) cell.tabIndex = -1;
    const [first = 0] = this.#rendered.keys();
    const cell = this.#cellAt(this.#at) ?? this.#cellAt({ row: first, column: 0 });
    if (cell) cell.tabIndex = 0;
  }

  #cellAt({ row, column }: Position): HTMLTableCellElement | undefined {
    return this.#rendered.get(row)?.cells[column + 1];
  }

  #enter(cell: HTMLTableCellElement | null): void {
    const found = [...this.#rendered].find(([, row]) => row === cell?.parentElement);
    if (!cell || !found) return;
    this.#at = { row: found[0], column: cell.cellIndex - 1 };
    this.#offerCurrent();
  }

  #moveTo({ row, column }: Position): void {
    const columns = this.#rendered.values().next().value?.cells.length ?? 1;
    this.#at = { row: within(row, this.#count), column: within(column, columns - 1) };
    if (!this.#rendered.has(this.#at.row)) this.#box.scrollTop = this.#at.row * this.#rowHeight;
    this.#render();
    this.#cellAt(this.#at)?.focus();
  }
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
