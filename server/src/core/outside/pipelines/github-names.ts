import type { Document, DocumentId } from "../../text/document.ts";
import { type Names, noNames, piecesOf, resolveText, type Texts } from "../names.ts";
import type { OutsideFiles } from "../outside-files.ts";
import { entriesOf, valueOf, type YamlNode } from "../yaml.ts";
import { withIncluded } from "./included-files.ts";
import { foldWord } from "../../text/fold.ts";

/** The default values of inputs. */
export function defaultsOf(inputs: readonly YamlNode[]): ReadonlyMap<string, Texts> {
  return new Map(
    inputs
      .flatMap(entriesOf)
      .map(({ key, value }) => [key.text, textsOf(valueOf(value, "default"), noNames)]),
  );
}

/** What a value is when the workflow runs. */
export function textsOf(node: YamlNode | null, names: Names): Texts {
  return node?.kind === "scalar" ? resolveText(node.text, names) : null;
}

/** What contexts mean: https://docs.github.com/actions/reference/workflows-and-actions/contexts */
export function contextNames(
  inputs: ReadonlyMap<string, Texts>,
  matrix: ReadonlyMap<string, Texts>,
  around: Names = noNames,
): Names {
  return {
    ...around,
    expression: (text) => {
      const quoted = /^'([^']*)'$/.exec(text)?.[1];
      if (quoted !== undefined) return [quoted];
      const [, context = "", name = ""] =
        /^(env|inputs|matrix|github\.event\.inputs)\.([\w.-]+)$/.exec(text) ?? [];
      if (context === "env") return around.variable(name);
      return (
        (context === "matrix" ? matrix : context === "" ? new Map<string, Texts>() : inputs).get(name) ?? null
      );
    },
  };
}

/** Names with those of an `env` block, in which a name that a step overwrites is not known. */
export function withEnvironment(
  around: Names,
  env: YamlNode | null,
  isOverwritten: (name: string) => unknown,
): Names {
  const own = new Map(entriesOf(env).map(({ key, value }) => [key.text, textsOf(value, around)]));
  if (own.size === 0) return around;
  const keyOf = (name: string): string => {
    const plain = /^env:(.*)$/.exec(name)?.[1];
    return plain === undefined ? name : ([...own.keys()].find((each) => foldWord(each) === plain) ?? name);
  };
  const variable = (name: string): Texts => {
    const key = keyOf(name);
    if (!own.has(key)) return around.variable(name);
    return isOverwritten(key) ? null : (own.get(key) ?? null);
  };
  return {
    ...around,
    variable,
    given: (name) => {
      const value = valueOf(env, keyOf(name));
      return value?.kind === "scalar" ? piecesOf(value.text) : around.given(name);
    },
    expression: (text) =>
      text.startsWith("env.") ? variable(text.slice("env.".length)) : around.expression(text),
  };
}

/**
 * Whether a step, or a script or action that it runs, gives later steps another value for a variable:
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-environment-variable
 */
export function overwritten(id: DocumentId, files: OutsideFiles): (name: string) => Document | undefined {
  const setting = withIncluded(id, files).filter(({ text }) => text.includes("GITHUB_ENV"));
  return (name) => setting.find(({ text }) => text.includes(`${name}=`) || text.includes(`${name}<<`));
}
