import type { ParseError } from "jsonc-parser";
import { parseTree } from "jsonc-parser";
import type { Template } from "../../../template/template.ts";
import type { Document } from "../../../text/document.ts";
import type { Parsed } from "../../syntax.ts";
import { fileBody } from "../hcl/body.ts";
import type { HclGrammar } from "../hcl/node.ts";
import { readHcl } from "../hcl/node.ts";
import { lowerContext } from "../lower-expression.ts";
import { readTemplate } from "../template.ts";
import { readVariableFile } from "../variable-file.ts";
import { declarationsOf } from "./declarations.ts";
import { printBlockOfJson } from "./print.ts";

/**
 * A file of Terraform's JSON syntax: `*.tf.json`, or values of variables. Whatever a declaration holds counts as written at its
 * name, so nothing in it is edited.
 */
export function readTerraformJson(
  { id, text }: Document,
  kind: "template" | "parameters",
  grammar: HclGrammar,
): Parsed {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: false });
  const problems = errors.slice(0, 1).map(({ offset, length }) => ({
    span: { document: id, start: offset, end: offset + length },
    message: "This is no JSON",
  }));
  const nothing: Parsed = { template: null, parameterFile: null, comments: [], problems };
  const span = { document: id, start: 0, end: text.length };
  if (kind === "parameters") {
    const written = root && problems.length === 0 ? printBlockOfJson("x", JSON.parse(text), false) : "x {}";
    const hcl = readHcl(written, grammar);
    const body = hcl && fileBody(hcl.root, written).blocks[0]?.body;
    return body
      ? { ...nothing, parameterFile: readVariableFile(body, lowerContext(id, written, span)) }
      : nothing;
  }
  const parts = (root ? declarationsOf(root) : []).flatMap((each) => {
    const place = { document: id, start: each.start, end: each.end };
    const hcl = readHcl(each.text, grammar);
    return hcl ? [readTemplate(fileBody(hcl.root, each.text), lowerContext(id, each.text, place))] : [];
  });
  return { ...nothing, template: joined(parts, span, problems.length === 0) };
}

function joined(parts: readonly Template[], span: Template["span"], intact: boolean): Template {
  return {
    document: span.document,
    span,
    dialect: "terraform",
    intact: intact && parts.every((part) => part.intact),
    deployed: false,
    parameters: new Map(parts.flatMap((part) => [...part.parameters])),
    variables: new Map(parts.flatMap((part) => [...part.variables])),
    functions: new Map(),
    resources: parts.flatMap((part) => part.resources),
    modules: parts.flatMap((part) => part.modules),
    outputs: new Map(parts.flatMap((part) => [...part.outputs])),
  };
}
