import { foldWord } from "../text/fold.ts";

/** The columns of all forms without what tables add to them, and what each is; others are never looked at. */
const columns = {
  calleripaddress: "address",
  subnetid: "subnet",
  trustedservice: "service",
  addressauthorizationtype: "way",
  addrauthtype: "way",
  isaddressauthorized: "authorized",
  operationname: "operation",
  httpstatuscode: "status",
  resulttype: "result",
  time: "time",
  timegenerated: "time",
  resourceid: "resource",
  category: "category",
  requesturi: "uri",
  id: "id",
} as const;

type Cell = (typeof columns)[keyof typeof columns];

/** What is read of a record; empty of a cell that it does not have. */
export type Cells = (name: Cell) => string;

const cellsByColumn: ReadonlyMap<string, Cell> = new Map(Object.entries(columns));

/** A longer record is none. */
const longestRecord = 4 * 1024 * 1024;

/**
 * Splits a log into its records, whatever its form: objects in a list, below `records`, or one a line, or a table with a head. Of a
 * record that cannot be read, null is told, and reading goes on behind its line. At most one record is kept.
 */
export class LogSplitter {
  readonly #tell: (cells: Cells | null) => void;
  /** What is kept, from the beginning of the record that is being read. */
  #text = "";
  /** How far the text was read. */
  #at = 0;
  #isQuoted = false;
  #isTable: boolean | null = null;
  /** How many objects are open; -1 in a line that cannot be read. */
  #depth = 0;
  #separator: string | null = null;
  #head: readonly string[] | null = null;
  #row: string[] = [];
  #cellStart = 0;

  constructor(tell: (cells: Cells | null) => void) {
    this.#tell = tell;
  }

  push(text: string): void {
    this.#text += this.#isTable === null ? text.trimStart() : text;
    if (this.#text === "") return;
    this.#isTable ??= !/^[[{]/.test(this.#text);
    for (; this.#at < this.#text.length; this.#at++) {
      const mark = this.#text[this.#at] ?? "";
      if (this.#isTable) this.#readRow(mark);
      else if (this.#depth > 0) this.#readObject(mark);
      else this.#readBetween(mark);
    }
    if (!this.#isTable && this.#depth <= 0) this.#forget(this.#at);
    else if (this.#text.length > longestRecord) this.#drop();
  }

  end(): void {
    this.#isQuoted = false;
    if (this.#isTable) this.#readRow("\n");
    else if (this.#depth > 0) this.#drop();
  }

  #readBetween(mark: string): void {
    if (mark === "\n") this.#depth = 0;
    else if (this.#depth < 0) return;
    else if (mark === "{") {
      this.#forget(this.#at);
      this.#depth = 1;
    } else if (!/[\s,[\]}]/.test(mark)) {
      this.#depth = -1;
      this.#tell(null);
    }
  }

  #readObject(mark: string): void {
    if (mark === '"' && this.#text.startsWith('\n{"', this.#at - 2)) {
      // The line above has no end.
      this.#forget(this.#at - 1);
      this.#depth = 1;
      this.#tell(null);
    }
    if (mark === "\n" && this.#isQuoted) this.#drop();
    else if (mark === "\\" && this.#isQuoted) this.#at++;
    else if (mark === '"') this.#isQuoted = !this.#isQuoted;
    else if (this.#isQuoted) return;
    else if (mark === "{") this.#depth++;
    else if (mark === "}" && --this.#depth === 0) this.#tell(cellsIn(this.#text.slice(0, this.#at + 1)));
    else if (mark === "[" && /^\{\s*"(?:records|value)"\s*:\s*$/.test(this.#text.slice(0, this.#at)))
      this.#depth = 0;
  }

  #readRow(mark: string): void {
    if (mark === '"') this.#isQuoted = !this.#isQuoted;
    if (this.#isQuoted) return;
    this.#separator ??= /[,;\t]/.test(mark) ? mark : null;
    if (mark !== this.#separator && mark !== "\n") return;
    const cell = this.#text.slice(this.#cellStart, this.#at).replace(/\r$/, "");
    // https://www.rfc-editor.org/rfc/rfc4180
    this.#row.push(cell.startsWith('"') ? cell.replace(/^"|"$/g, "").replaceAll('""', '"') : cell);
    this.#cellStart = this.#at + 1;
    if (mark !== "\n") return;
    const row = this.#row;
    this.#forget(this.#at + 1);
    if (row.join("").trim() === "") return;
    if (this.#head === null) this.#head = row;
    else
      this.#tell(
        row.length === this.#head.length ? cellsOf(this.#head.map((name, at) => [name, row[at]])) : null,
      );
  }

  /** Gives up what is being read. */
  #drop(): void {
    this.#forget(this.#at);
    [this.#depth, this.#isQuoted] = [0, false];
    this.#tell(null);
  }

  #forget(count: number): void {
    this.#text = this.#text.slice(count);
    this.#at -= count;
    [this.#row, this.#cellStart] = [[], 0];
  }
}

/** Null if the text of an object is no JSON. */
function cellsIn(text: string): Cells | null {
  try {
    // A text that begins with a brace is an object, or nothing.
    return cellsOf(Object.entries(JSON.parse(text) as object));
  } catch {
    // What the parser says of it would repeat some of it.
    return null;
  }
}

/** The cells of a record, those below `properties` too; of several the first that has a value. */
function cellsOf(members: readonly (readonly [string, unknown])[]): Cells {
  const inner = members.flatMap(([name, value]) =>
    foldWord(name) === "properties" && typeof value === "object" ? Object.entries(value ?? {}) : [],
  );
  const cells = new Map<Cell, string>();
  for (const [column, value] of [...members, ...inner]) {
    // Columns of tables are `callerIpAddress`, `CallerIPAddress`, `isAddressAuthorized_b`, `_ResourceId` or `TimeGenerated [UTC]`.
    const name = foldWord(column.trim()).replace(/^_| \[utc\]$|_[sdbgt]$/g, "");
    const cell = cellsByColumn.get(name);
    const isScalar = ["string", "number", "boolean"].includes(typeof value);
    if (cell && isScalar && !cells.get(cell)) cells.set(cell, String(value));
  }
  return (name) => cells.get(name) ?? "";
}
