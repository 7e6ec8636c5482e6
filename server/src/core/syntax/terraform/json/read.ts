import { type Node, type ParseError, parseTree } from "jsonc-parser";
import type { Document, DocumentId } from "../../../text/document.ts";
import type { ParameterFile, Parsed, SyntaxProblem } from "../../syntax.ts";
import type { Body } from "../hcl/nodes.ts";
import { readHcl } from "../hcl/parse.ts";
import { lowerContext } from "../lower-expression.ts";
import { parsedDeclarations } from "../parsed-files.ts";
import { joinTemplates } from "../folder.ts";
import { readTemplate } from "../template.ts";
import { readVariableFile } from "../variable-file.ts";
import {
  eachOf,
  type Form,
  type Member,
  membersOf,
  ofAttributes,
  ofBlocks,
  ofVariables,
  printBody,
} from "./print.ts";
import { placeIn, type Printed, Writer } from "./writer.ts";

/** A file of Terraform's JSON syntax: `*.tf.json`, or values of variables. It is printed in the native syntax and read from there. */
export function readTerraformJson(document: Document, kind: "template" | "parameters"): Parsed {
  const { id, text } = document;
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: false });
  const problems = errors.slice(0, 1).map(({ offset, length }): SyntaxProblem => ({
    span: { document: id, start: offset, end: offset + length },
    fault: { kind: "invalid-json" },
  }));
  // What is right before an error may be part of it: a key, whose colon comes next, read as a value.
  const [error] = errors;
  const end = error ? text.slice(0, error.offset).trimEnd().length : Infinity;
  const nothing: Parsed = { template: null, parameterFile: null, comments: [], problems };
  if (kind === "parameters") {
    const isWhole = root?.type === "object" && problems.length === 0;
    return { ...nothing, parameterFile: isWhole ? valuesIn(root, id) : null };
  }
  const before = parsedDeclarations.of(document);
  const now = new Map<string, Body>();
  const parts = (root ? declarationsOf(root, end) : []).flatMap((printed) => {
    const body = before?.get(printed.text) ?? readHcl(printed.text)?.body;
    if (!body) return [];
    now.set(printed.text, body);
    return [readTemplate(body, lowerContext(id, printed.text, placeIn(printed, id)))];
  });
  parsedDeclarations.keep(document, now);
  const span = { document: id, start: 0, end: text.length };
  const template = joinTemplates(span, parts);
  return { ...nothing, template: problems.length === 0 ? template : { ...template, intact: false } };
}

function valuesIn(root: Node, id: DocumentId): ParameterFile | null {
  const writer = new Writer(Infinity);
  writer.write("x ");
  printBody(writer, root, ofAttributes);
  writer.write("\n");
  const { printed } = writer;
  const body = readHcl(printed.text)?.body.blocks[0]?.body;
  return body ? readVariableFile(body, lowerContext(id, printed.text, placeIn(printed, id))) : null;
}

/** The number of names before the body of a block. */
const labels: ReadonlyMap<string, number> = new Map(
  Object.entries({
    data: 2,
    ephemeral: 2,
    locals: 0,
    module: 1,
    output: 1,
    provider: 1,
    resource: 2,
    terraform: 0,
    variable: 1,
  }),
);

const forms: ReadonlyMap<string, Form> = new Map(
  Object.entries({
    data: ofBlocks,
    ephemeral: ofBlocks,
    resource: ofBlocks,
    variable: ofVariables,
  }),
);

/** The declarations of a file in the native syntax, each separately. `end` is where it stops being readable. */
function declarationsOf(root: Node, end: number): readonly Printed[] {
  return eachOf(root)
    .flatMap(membersOf)
    .flatMap((member) => {
      const count = labels.get(member.name);
      return count === undefined ? [] : blocksIn(member.name, [], member, { depth: count, end });
    });
}

interface Ahead {
  /** How many names come before the body. */
  readonly depth: number;
  readonly end: number;
}

function blocksIn(
  type: string,
  names: readonly string[],
  member: Member,
  { depth, end }: Ahead,
): readonly Printed[] {
  const inner = eachOf(member.value);
  if (depth > 0)
    return inner
      .flatMap(membersOf)
      .flatMap((each) => blocksIn(type, [...names, each.name], each, { depth: depth - 1, end }));
  return inner.map((body) => {
    const writer = new Writer(end);
    writer.mark(member.property, () => {
      writer.mark(member.key, () => {
        writer.write([type, ...names.map((name) => JSON.stringify(name))].join(" "));
      });
      writer.write(" ");
      printBody(writer, body, forms.get(type) ?? ofAttributes);
    });
    writer.write("\n");
    return writer.printed;
  });
}
