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

/** What is read of a record. */
export type Cells = ReadonlyMap<Cell, string>;

const cellsByColumn: ReadonlyMap<string, Cell> = new Map(Object.entries(columns));

/** A longer record is none. */
const longestRecord = 4 * 1024 * 1024;

/**
 * Splits a log into its records, whatever its form: objects in a list, below `records`, or one a line, or a table with a head. Of a
 * record that cannot be read, null is told, and reading goes on behind its line. At most one record is kept.
 */
export class LogSplitter {
  readonly #tell: (cells: Cells | null) => void;
  #text = "";
  /** How far the text was read. */
  #at = 0;
  /** Where the object begins that is being read; "line" in a line that cannot be read; null between records. */
  #start: number | "line" | null = null;
  #depth = 0;
  #isQuoted = false;
  #isTable: boolean | null = null;
  #head: Head | null = null;

  constructor(tell: (cells: Cells | null) => void) {
    this.#tell = tell;
  }

  push(text: string): void {
    this.#text += this.#isTable === null ? text.trimStart() : text;
    if (this.#text === "") return;
    this.#isTable ??= !/^[[{]/.test(this.#text);
    for (; this.#at < this.#text.length; this.#at++) this.#read(this.#text[this.#at] ?? "");
    const isInside = this.#isTable || typeof this.#start === "number";
    if (isInside && this.#text.length > longestRecord) this.#drop();
    // What is before an object tells whether it begins a line.
    const from = Math.max(0, (typeof this.#start === "number" ? this.#start : this.#at) - 2);
    if (this.#isTable) return;
    this.#text = this.#text.slice(from);
    this.#at -= from;
    if (typeof this.#start === "number") this.#start -= from;
  }

  end(): void {
    if (this.#isTable) this.#row();
    else if (typeof this.#start === "number") this.#tell(null);
  }

  #read(mark: string): void {
    if (this.#isTable) {
      if (mark === '"') this.#isQuoted = !this.#isQuoted;
      else if (mark === "\n" && !this.#isQuoted) this.#row();
    } else if (typeof this.#start === "number") this.#readInside(mark, this.#start);
    else if (mark === "\n") this.#start = null;
    else if (this.#start === "line") return;
    else if (mark === "{") [this.#start, this.#depth, this.#isQuoted] = [this.#at, 1, false];
    else if (!/[\s,[\]}]/.test(mark)) {
      this.#start = "line";
      this.#tell(null);
    }
  }

  #readInside(mark: string, start: number): void {
    if (mark === "\n" && this.#isQuoted) this.#drop();
    else if (mark === "\\" && this.#isQuoted) this.#at++;
    else if (
      mark === '"' &&
      this.#at - start > 1 &&
      this.#beginsLine(start) &&
      this.#beginsLine(this.#at - 1)
    ) {
      // The line above has no end.
      this.#drop();
      [this.#start, this.#depth, this.#isQuoted] = [this.#at - 1, 1, true];
    } else if (mark === '"') this.#isQuoted = !this.#isQuoted;
    else if (this.#isQuoted) return;
    else if (mark === "{") this.#depth++;
    else if (mark === "}" && --this.#depth === 0) this.#take(start);
    else if (
      mark === "[" &&
      /^\{\s*"(?:records|value)"\s*:\s*$/.test(this.#text.slice(start, Math.min(this.#at, start + 60)))
    )
      this.#start = null;
  }

  /** Whether an object begins here with its line, as in logs with one a line. */
  #beginsLine(at: number): boolean {
    return this.#text.startsWith('{"', at) && (at === 0 || this.#text[at - 1] === "\n");
  }

  #take(start: number): void {
    this.#start = null;
    let read: unknown;
    try {
      read = JSON.parse(this.#text.slice(start, this.#at + 1));
    } catch {
      // What the parser says of it would repeat some of it.
    }
    this.#tell(isObject(read) ? cellsOf(read) : null);
  }

  #row(): void {
    const row = this.#text.slice(0, this.#at).replace(/\r$/, "");
    this.#text = this.#text.slice(this.#at + 1);
    this.#at = -1;
    if (row.trim() === "") return;
    if (this.#head === null) this.#head = headOf(row);
    else this.#tell(cellsOfRow(row, this.#head));
  }

  /** Gives up what is being read. */
  #drop(): void {
    if (this.#isTable) [this.#text, this.#at] = ["", 0];
    [this.#start, this.#isQuoted] = [null, false];
    this.#tell(null);
  }
}

interface Head {
  /** A cell, with or without quotes (RFC 4180). */
  readonly pattern: RegExp;
  readonly cells: readonly (Cell | null)[];
}

/** A cell of tables whose cells commas, semicolons, or tabs separate. */
const patterns = [/"(?:[^"]|"")*"?|[^,]*/y, /"(?:[^"]|"")*"?|[^;]*/y, /"(?:[^"]|"")*"?|[^\t]*/y] as const;

/** The first line of a table. */
function headOf(row: string): Head {
  const pattern = patterns.find((each) => valuesOf(row, each).length > 1) ?? patterns[0];
  return { pattern, cells: valuesOf(row, pattern).map(cellNamed) };
}

/** Null of a row that has not as many cells as the head. */
function cellsOfRow(row: string, { pattern, cells }: Head): Cells | null {
  const values = valuesOf(row, pattern);
  const known = cells.flatMap((cell, at) => (cell && values[at] ? [[cell, values[at]] as const] : []));
  return values.length === cells.length ? new Map(known) : null;
}

function valuesOf(row: string, pattern: RegExp): readonly string[] {
  const values: string[] = [];
  for (let at = 0; at <= row.length; at++) {
    pattern.lastIndex = at;
    const text = pattern.exec(row)?.[0] ?? "";
    values.push(text.startsWith('"') ? text.replace(/^"|"$/g, "").replaceAll('""', '"') : text);
    at += text.length;
  }
  return values;
}

/** Columns of tables are `callerIpAddress`, `CallerIPAddress`, `isAddressAuthorized_b`, `_ResourceId` or `TimeGenerated [UTC]`. */
function cellNamed(column: string): Cell | null {
  const name = foldWord(column.trim()).replace(/^_| \[utc\]$|_[sdbgt]$/g, "");
  return cellsByColumn.get(name) ?? null;
}

/** The cells of a record, those below `properties` too. */
function cellsOf(record: Record<string, unknown>): Cells {
  const members = Object.entries(record);
  const inner = members.flatMap(([name, value]) =>
    foldWord(name) === "properties" && isObject(value) ? Object.entries(value) : [],
  );
  const cells = new Map<Cell, string>();
  for (const [name, value] of [...members, ...inner]) {
    const cell = cellNamed(name);
    const isScalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    if (cell && isScalar && !cells.get(cell)) cells.set(cell, String(value));
  }
  return cells;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
