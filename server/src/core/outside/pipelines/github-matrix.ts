import type { Names, Texts } from "../names.ts";
import { entriesOf, itemsOf, valueOf, type YamlNode } from "../yaml.ts";
import { textsOf } from "./github-names.ts";

/**
 * The values of a matrix that are written out, of which a list of maps has one for each key. Of the combinations it only matters which
 * of them are excluded; what is included is added to the others
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrix).
 */
export function matrixOf(job: YamlNode, names: Names): ReadonlyMap<string, Texts> {
  const matrix = valueOf(valueOf(job, "strategy"), "matrix");
  const values = new Map<string, Texts>();
  for (const { key, value } of entriesOf(matrix)) {
    if (key.text === "exclude" || key.text === "include") continue;
    if (value.kind !== "list") values.set(key.text, null);
    for (const item of itemsOf(value)) addValue(values, key.text, item, names);
  }
  const excluded = valueOf(matrix, "exclude");
  if (excluded) exclude(values, excluded, names);
  for (const item of itemsOf(valueOf(matrix, "include")))
    for (const { key, value } of entriesOf(item)) addValue(values, key.text, value, names);
  return values;
}

function addValue(values: Map<string, Texts>, key: string, node: YamlNode, names: Names): void {
  const [before, own] = [values.get(key), node.kind === "scalar" ? textsOf(node, names) : null];
  values.set(key, own === null || before === null ? null : [...(before ?? []), ...own]);
  for (const { key: inner, value } of entriesOf(node)) addValue(values, `${key}.${inner.text}`, value, names);
}

/** More combinations than a matrix may have: https://docs.github.com/actions/reference/limits */
const mostCombinations = 256;

/** Leaves out the values all of whose combinations are excluded; where that is not certain, no value is known. */
function exclude(values: Map<string, Texts>, list: YamlNode, names: Names): void {
  const items = itemsOf(list).map((item) =>
    entriesOf(item).map(({ key, value }) => ({ key: key.text, texts: textsOf(value, names) })),
  );
  const keys = list.kind === "list" ? new Set(items.flat().map(({ key }) => key)) : new Set(values.keys());
  const combinations = list.kind === "list" ? combinationsOf([...keys], values) : null;
  if (combinations === null || items.flat().some(({ texts }) => texts?.length !== 1)) {
    for (const name of values.keys()) if (keys.has(name.replace(/\..*/, ""))) values.set(name, null);
    return;
  }
  const left = combinations.filter(
    (each) => !items.some((item) => item.every(({ key, texts }) => texts?.[0] === each.get(key))),
  );
  for (const key of keys) values.set(key, [...new Set(left.flatMap((each) => each.get(key) ?? []))]);
}

/** The combinations of the values of some keys; null if one of them is not known, or there are too many. */
function combinationsOf(
  keys: readonly string[],
  values: ReadonlyMap<string, Texts>,
): readonly ReadonlyMap<string, string>[] | null {
  let found: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const key of keys) {
    const texts = values.get(key) ?? null;
    if (texts === null || found.length * texts.length > mostCombinations) return null;
    found = found.flatMap((each) => texts.map((text) => new Map([...each, [key, text]])));
  }
  return found;
}
