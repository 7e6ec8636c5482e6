import type { Node } from "jsonc-parser";
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
import { type Printed, Writer } from "./writer.ts";

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
export function declarationsOf(root: Node, end: number): readonly Printed[] {
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
