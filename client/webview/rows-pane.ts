import { make } from "./dom.ts";

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

/** What a pane shows: a heading for each row, and its cells. */
export interface Rows {
  readonly rows: number;
  readonly columns: number;
  readonly heading: (row: number) => HTMLTableCellElement;
  readonly cell: (row: number, column: number) => HTMLTableCellElement;
  /** Identifies a cell, which stays the current one wherever it is; undefined if it is empty. */
  readonly id: (row: number, column: number) => string | undefined;
}

/** A row that is rendered, with those of its cells that are. */
interface RenderedRow {
  readonly element: HTMLTableRowElement;
  readonly heading: HTMLTableCellElement;
  readonly before: HTMLTableCellElement;
  readonly after: HTMLTableCellElement;
  /** By their column, in their order. */
  cells: ReadonlyMap<number, HTMLTableCellElement>;
}

/**
 * The body of a large table, of which only the cells near those in sight are rendered, and in which arrow keys move. Its head has a cell for
 * each column.
 */
export class RowsPane {
  readonly #box: HTMLElement;
  readonly #table: HTMLTableElement;
  readonly #body: HTMLTableSectionElement;
  readonly #before = room("tr");
  readonly #after = room("tr");
  /** By their index, in their order. */
  #rendered = new Map<number, RenderedRow>();
  #shown: Rows = {
    rows: 0,
    columns: 0,
    heading: () => make("th"),
    cell: () => make("td"),
    id: () => undefined,
  };
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

  /** Replaces all rows; each cell is made when it comes into sight. */
  fill(shown: Rows): void {
    const hadFocus = this.#body.matches(":focus-within");
    const { row, column } = this.#at;
    this.#at = placeOf(this.#shown.id(row, column), shown) ?? this.#at;
    this.#shown = shown;
    this.#table.ariaRowCount = String(shown.rows + 1);
    this.#table.ariaColCount = String(shown.columns + 1);
    this.#rendered = new Map();
    this.#body.replaceChildren(this.#before, this.#after);
    this.#at = { ...this.#at, row: within(this.#at.row, shown.rows) };
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
    return this.#rendered.values().next().value?.element.offsetHeight ?? usualHeight;
  }

  get #columnWidth(): number {
    return this.#table.tHead?.rows[0]?.cells[1]?.offsetWidth ?? usualWidth;
  }

  #render(): void {
    const { scrollTop, clientHeight, scrollLeft, clientWidth } = this.#box;
    const { rows, columns } = this.#shown;
    const down = visibleItems(rows, this.#rowHeight, { from: scrollTop, length: clientHeight }, rowsAround);
    const sight = { from: scrollLeft, length: clientWidth };
    const seen = visibleItems(columns, this.#columnWidth, sight, columnsAround);
    this.#before.style.height = `${down.before}px`;
    this.#after.style.height = `${down.after}px`;
    this.#rendered = this.#keep(this.#rendered, down, (index) => this.#newRow(index), elementOf);
    putAfter(this.#before, [...this.#rendered.values()].map(elementOf));
    for (const [index, row] of this.#rendered) this.#renderCells(row, index, seen);
    this.#offerCurrent();
  }

  #newRow(index: number): RenderedRow {
    const [element, heading] = [make("tr"), this.#shown.heading(index)];
    element.ariaRowIndex = String(index + 2);
    element.append(heading);
    return { element, heading, before: room("td"), after: room("td"), cells: new Map() };
  }

  /** Gives a row the cells that are in sight, and room for those before and after them. */
  #renderCells(row: RenderedRow, index: number, seen: VisibleItems): void {
    const { first, end } = seen;
    if (row.cells.size === end - first && row.cells.has(first)) return;
    row.cells = this.#keep(row.cells, seen, (column) => this.#newCell(index, column), itself);
    putAfter(row.heading, [
      ...across(row.before, first),
      ...row.cells.values(),
      ...across(row.after, this.#shown.columns - end),
    ]);
  }

  #newCell(row: number, column: number): HTMLTableCellElement {
    const cell = this.#shown.cell(row, column);
    cell.ariaColIndex = String(column + 2);
    return cell;
  }

  /** The items in sight, made where there are none yet. One that goes must not take the keyboard with it. */
  #keep<T>(
    before: ReadonlyMap<number, T>,
    { first, end }: VisibleItems,
    makeItem: (index: number) => T,
    element: (item: T) => HTMLElement,
  ): Map<number, T> {
    for (const [index, item] of before)
      if (index < first || index >= end) {
        const gone = element(item);
        if (gone.matches(":focus, :focus-within")) this.#box.focus({ preventScroll: true });
        gone.remove();
      }
    const indexes = Array.from({ length: end - first }, (_, at) => first + at);
    return new Map(indexes.map((index) => [index, before.get(index) ?? makeItem(index)]));
  }

  /** Tab leads to the current cell, or to the first one in sight if that is out of it. */
  #offerCurrent(): void {
    for (const cell of this.#body.querySelectorAll<HTMLElement>('td[tabindex="0"]')) cell.tabIndex = -1;
    const [first] = this.#rendered.values();
    const cell = this.#cellAt(this.#at) ?? first?.cells.values().next().value;
    if (cell) cell.tabIndex = 0;
  }

  #cellAt({ row, column }: Position): HTMLTableCellElement | undefined {
    return this.#rendered.get(row)?.cells.get(column);
  }

  #enter(entered: HTMLTableCellElement | null): void {
    for (const [row, { cells }] of this.#rendered)
      for (const [column, cell] of cells) {
        if (cell !== entered) continue;
        this.#at = { row, column };
        this.#offerCurrent();
        return;
      }
  }

  #moveTo({ row, column }: Position): void {
    const { rows, columns } = this.#shown;
    this.#at = { row: within(row, rows), column: within(column, columns) };
    if (!this.#rendered.has(this.#at.row)) this.#box.scrollTop = this.#at.row * this.#rowHeight;
    if (!this.#cellAt({ ...this.#at, row: this.#firstRow }))
      this.#box.scrollLeft = this.#at.column * this.#columnWidth;
    this.#render();
    this.#cellAt(this.#at)?.focus();
  }

  get #firstRow(): number {
    return this.#rendered.keys().next().value ?? 0;
  }
}

/** Until a row is rendered, in pixels. */
const usualHeight = 40;
const usualWidth = 200;

/** Out of sight, but rendered, so that scrolling shows no gaps. */
const rowsAround = 12;
const columnsAround = 3;

function room<Tag extends "tr" | "td">(tag: Tag): HTMLElementTagNameMap[Tag] {
  const element = make(tag);
  element.className = "room";
  element.ariaHidden = "true";
  return element;
}

/** A cell as wide as some columns; none where there are none. */
function across(cell: HTMLTableCellElement, columns: number): readonly HTMLTableCellElement[] {
  cell.colSpan = Math.max(1, columns);
  if (columns === 0) cell.remove();
  return columns === 0 ? [] : [cell];
}

/** Puts elements behind one, in their order; those that are there already are not moved, and keep the focus. */
function putAfter(before: Element, elements: readonly Element[]): void {
  let next = before.nextSibling;
  for (const element of elements) {
    if (element === next) next = element.nextSibling;
    else before.parentNode?.insertBefore(element, next);
  }
}

function elementOf({ element }: RenderedRow): HTMLTableRowElement {
  return element;
}

function itself(cell: HTMLTableCellElement): HTMLTableCellElement {
  return cell;
}

/** Where the rows have the cell with this ID; undefined if they do not have it. */
function placeOf(id: string | undefined, { rows, columns, id: idAt }: Rows): Position | undefined {
  if (id === undefined) return undefined;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) if (idAt(row, column) === id) return { row, column };
  return undefined;
}

function within(index: number, count: number): number {
  return Math.max(0, Math.min(index, count - 1));
}

/** A part of a long list: the items to render, and the room of those before and after them. */
interface VisibleItems {
  readonly first: number;
  /** The item after the last one. */
  readonly end: number;
  readonly before: number;
  readonly after: number;
}

/** What a box shows of a list in one direction, in pixels. */
interface Sight {
  readonly from: number;
  readonly length: number;
}

/** The items of a list of `count`, all of the same size, that are near what a box shows; `margin` of them are out of sight, so that scrolling shows no gaps. */
function visibleItems(count: number, size: number, { from, length }: Sight, margin: number): VisibleItems {
  const first = Math.max(0, Math.min(count, Math.floor(from / size)) - margin);
  const end = Math.min(count, Math.ceil((from + length) / size) + margin);
  return { first, end, before: first * size, after: Math.max(0, count - end) * size };
}
