import type { Expression } from "../../template/expression.ts";
import type { Template } from "../../template/template.ts";
import { foldWord } from "../../text/fold.ts";

/** What an expression may name: what the template around it declares. */
export type Declarations = Pick<Template, "parameters" | "variables">;

/**
 * The known end of a link: that of `uri(parameters('base'), 'nested/kv.json')` is this path. Variables are
 * resolved; a parameter is unknown, because a deployment may set it to any value, unless its default is empty, as
 * that of an access token is
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/linked-templates#securing-an-external-template).
 * Empty if the end is not known.
 */
export function endOfAddress(address: Expression, declarations: Declarations): string {
  return knownEnd(address, declarations, deepest).text;
}

/** The end of a text, and whether that is the whole text. */
interface KnownEnd {
  readonly text: string;
  readonly isWhole: boolean;
}

const nothing: KnownEnd = { text: "", isWhole: false };

/** The limit for names that refer to names, so that circular references end. */
const deepest = 16;

function knownEnd(expression: Expression, declarations: Declarations, depth: number): KnownEnd {
  if (depth === 0) return nothing;
  const end = (each: Expression): KnownEnd => knownEnd(each, declarations, depth - 1);
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? { text: expression.value, isWhole: true } : nothing;
    case "name": {
      if (expression.space === "parameter") {
        const value = declarations.parameters.get(expression.name)?.default;
        return value?.kind === "literal" && value.value === "" ? { text: "", isWhole: true } : nothing;
      }
      const variable = declarations.variables.get(expression.name);
      return variable && expression.space === "variable" ? end(variable.value) : nothing;
    }
    case "member": {
      const written = followed(expression, { ...declarations, parameters: none });
      return written === expression ? nothing : end(written);
    }
    case "call": {
      if (expression.name === "concat") return joined(expression.arguments, end);
      if (expression.name !== "uri") return nothing;
      const [base, path] = expression.arguments;
      return base && path ? resolved(end(base), end(path)) : nothing;
    }
    default:
      return nothing;
  }
}

const none: Declarations["parameters"] = new Map();

/** What is written for a name: the default of a parameter, the value of a variable, or a member of what is written for it. */
export function followed(expression: Expression, declarations: Declarations, depth = deepest): Expression {
  const follow = (each: Expression): Expression => followed(each, declarations, depth - 1);
  if (depth === 0) return expression;
  if (expression.kind === "name") {
    const { space, name } = expression;
    const written =
      space === "parameter"
        ? declarations.parameters.get(name)?.default
        : space === "variable" && declarations.variables.get(name)?.value;
    return written ? follow(written) : expression;
  }
  if (expression.kind !== "member") return expression;
  const target = follow(expression.target);
  const entries = target.kind === "dictionary" && target.intact ? target.entries : [];
  const entry = entries.find(
    (each) => each.kind === "entry" && foldWord(literalText(each.key)) === foldWord(expression.name),
  );
  return entry?.kind === "entry" ? follow(entry.value) : expression;
}

export function literalText(expression: Expression): string | null {
  return expression.kind === "literal" && typeof expression.value === "string" ? expression.value : null;
}

/** The pieces from the last one back to the first that is not known. */
function joined(pieces: readonly Expression[], end: (piece: Expression) => KnownEnd): KnownEnd {
  let text = "";
  for (const piece of [...pieces].reverse()) {
    const known = end(piece);
    text = known.text + text;
    if (!known.isWhole) return { text, isWhole: false };
  }
  return { text, isWhole: true };
}

/** A path replaces what is behind the last slash of an address (https://www.rfc-editor.org/rfc/rfc3986#section-5.2). */
function resolved(base: KnownEnd, path: KnownEnd): KnownEnd {
  if (!path.isWhole || /^[a-z][a-z\d+.-]*:/i.test(path.text)) return path;
  const folder = base.text.slice(0, base.text.lastIndexOf("/") + 1);
  return { text: folder + path.text.replace(/^\//, ""), isWhole: base.isWhole };
}
