import type { Matrix, MatrixCell, MatrixRow } from "../src/matrix/matrix.ts";

/** Which cells a filter leaves in sight. */
const filters = {
  all: () => true,
  changed: ({ changed }) => changed,
  allowed: ({ kind }) => kind === "allowed" || kind === "exposed",
  exposed: ({ kind }) => kind === "exposed",
} satisfies Readonly<Record<string, (cell: MatrixCell) => boolean>>;

type FilterName = keyof typeof filters;

export function isFilterName(name: string): name is FilterName {
  return Object.hasOwn(filters, name);
}

export function isShownBy(filter: FilterName, cell: MatrixCell): boolean {
  return filters[filter](cell);
}

/** The rows and columns of a matrix that are shown. */
export interface Selection {
  readonly rows: readonly MatrixRow[];
  /** The indexes of the vaults. */
  readonly columns: readonly number[];
}

/**
 * The rows and columns whose names contain the text, each list complete if none of it does, and of these the ones with a cell that the
 * filter shows.
 */
export function selected(
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
