import { memoize } from "../../logic/memoize.ts";
import type { Resource } from "../resource.ts";
import type { Template } from "../../template/template.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * A symbol that nothing in the template has yet, made of words in the manner of its language: `kvEndpoint` in Bicep, `kv_endpoint` in
 * Terraform, where it is a name behind the type in `prefix`.
 */
export function freeSymbol(words: readonly string[], prefix: string, template: Template): string {
  const isTerraform = template.dialect === "terraform";
  const parts = words.flatMap((word) => word.match(/[A-Z]*[a-z\d]+|[A-Z]+/g) ?? []);
  const base = isTerraform
    ? foldWord(parts.join("_"))
    : parts.map((part, index) => (index === 0 ? lowerFirst(part) : upperFirst(part))).join("");
  const taken = namesIn(template);
  const free = (count: number): string => {
    const candidate = count === 1 ? base : `${base}${isTerraform ? "_" : ""}${count}`;
    return taken.has(prefix + candidate) ? free(count + 1) : candidate;
  };
  return free(1);
}

const namesIn = memoize(({ resources, modules, ...named }: Template): ReadonlySet<string> => {
  const { parameters, variables, functions, types, imports } = named;
  const declared = [...resources, ...modules].flatMap(({ key, symbol }) => [key ?? symbol, symbol]);
  const others = [parameters, variables, functions, types, imports];
  return new Set([...declared, ...others.flatMap((names) => [...(names?.keys() ?? [])])]);
});

function lowerFirst(text: string): string {
  return foldWord(text.charAt(0)) + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The version that the template names for a type or, as they share versions, for its parent or children. */
export function versionOf(type: string, otherwise: string, { resources }: Template): string {
  const versions = resources.flatMap(({ type: each, apiVersion }) =>
    each.kind === "literal" && apiVersion?.kind === "literal" && isRelated(String(each.value), type)
      ? [
          {
            isSame: foldWord(String(each.value)) === foldWord(type),
            version: String(apiVersion.value),
          },
        ]
      : [],
  );
  return (versions.find(({ isSame }) => isSame) ?? versions[0])?.version ?? otherwise;
}

function isRelated(a: string, b: string): boolean {
  const family = (type: string): string => foldWord(type).split("/").slice(0, 2).join("/");
  return family(a) === family(b);
}

/** A word for a resource, for names that contain it: of a name that is computed, the first text in it. */
export function wordFor({ instance }: Resource): string {
  const { symbol } = instance.declaration;
  const [, quoted] = /'[^']*?([A-Za-z][\w-]*)/.exec(symbol) ?? [];
  const last =
    symbol
      .split(/[^\w-]/)
      .at(-1)
      ?.replace(/^[^A-Za-z]+/, "") ?? "";
  return quoted ?? (last === "" ? "resource" : last);
}
