/** Strings whose text is an expression rather than a template. */
const expressions: ReadonlySet<string> = new Set(["type", "depends_on", "ignore_changes"]);

/** Attributes of resources that hold an object, where others of that shape are blocks. */
const objects: ReadonlySet<string> = new Set(["body", "for_each", "tags", "triggers"]);

/**
 * A declaration of the JSON syntax in the native one, so that both are read alike
 * (https://developer.hashicorp.com/terraform/language/syntax/json). `hasBlocks` says that objects in it are blocks.
 */
export function printBlockOfJson(header: string, value: unknown, hasBlocks: boolean): string {
  return `${header} {\n${printMembers(value, hasBlocks)}}\n`;
}

function printMembers(value: unknown, hasBlocks: boolean): string {
  return entriesOf(value)
    .map(([key, each]) => printMember(key, each, hasBlocks))
    .join("");
}

function printMember(key: string, value: unknown, hasBlocks: boolean): string {
  if (!/^[A-Za-z_][\w-]*$/.test(key)) return "";
  if (key === "dynamic" && hasBlocks) return printDynamic(value);
  const isList = Array.isArray(value);
  const all: readonly unknown[] = isList ? value : [value];
  const areBlocks = hasBlocks && !objects.has(key) && all.length > 0 && all.every(isObject);
  if (areBlocks) return all.map((each) => printBlockOfJson(key, each, true)).join("");
  return `${key} = ${printValue(value, expressions.has(key))}\n`;
}

function printDynamic(value: unknown): string {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all
    .flatMap(entriesOf)
    .flatMap(([type, each]) =>
      (Array.isArray(each) ? each : [each]).map((one: unknown) => [type, one] as const),
    )
    .map(([type, each]) => printBlockOfJson(`dynamic "${type}"`, each, true))
    .join("");
}

function printValue(value: unknown, isExpression: boolean): string {
  if (typeof value === "string") return isExpression ? value : printTemplate(value);
  if (Array.isArray(value)) return `[${value.map((each) => printValue(each, isExpression)).join(", ")}]`;
  if (!isObject(value)) return String(value);
  const entries = entriesOf(value).map(
    ([key, each]) => `(${printTemplate(key)}) = ${printValue(each, false)}\n`,
  );
  return `{\n${entries.join("")}}`;
}

/** Outside of interpolations quotes and line ends are escaped; inside stands an expression. */
function printTemplate(text: string): string {
  let depth = 0;
  let result = "";
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    const begins = (letter === "$" || letter === "%") && text[at + 1] === "{" && text[at - 1] !== letter;
    if (depth === 0 && !begins) {
      result += JSON.stringify(letter).slice(1, -1);
      continue;
    }
    if (letter === "{") depth++;
    if (letter === "}") depth--;
    if (begins && depth === 0) {
      depth = 1;
      at++;
      result += `${letter}{`;
    } else result += letter;
  }
  return `"${result}"`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isObject(value) ? Object.entries(value).filter(([key]) => key !== "//") : [];
}
