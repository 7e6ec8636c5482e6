import type { Node } from "jsonc-parser";
import { meansSource } from "../access/source.ts";
import type { DocumentId } from "../text/span.ts";
import type { AccessFile, NamedSource, SourceMeaning } from "./access-file.ts";
import { itemsOf, memberOf, membersOf, textOf } from "./tree.ts";

/** The sources that a file names; one whose meaning is not written in full is left out. */
export function readSources(node: Node | undefined, id: DocumentId): AccessFile["sources"] {
  return new Map(
    membersOf(node).flatMap(([key, value]): readonly (readonly [string, NamedSource])[] => {
      const name = textOf(id, key);
      const means = meaningOf(value, id);
      if (!name || !means || meansSource(name.value)) return [];
      const description = textOf(id, memberOf(value, "description"))?.value ?? null;
      return [[name.value, { name, description, means }]];
    }),
  );
}

function meaningOf(node: Node, id: DocumentId): SourceMeaning | null {
  const ranges = itemsOf(memberOf(node, "ip")).flatMap((each) => textOf(id, each) ?? []);
  if (ranges.length > 0) return { kind: "ip", ranges };
  const subnet = textOf(id, memberOf(node, "subnet"));
  if (subnet) {
    const endpoints = memberOf(node, "serviceEndpoints");
    return {
      kind: "subnet",
      name: subnet,
      serviceEndpoints: endpoints
        ? itemsOf(endpoints).flatMap((each) => textOf(id, each)?.value ?? [])
        : null,
      privateEndpoint: memberOf(node, "privateEndpoint")?.value === true,
    };
  }
  for (const kind of ["service", "tag", "consumer"] as const) {
    const name = textOf(id, memberOf(node, kind));
    if (name) return { kind, name };
  }
  return memberOf(node, "any")?.value === true ? { kind: "internet" } : null;
}
