import { describe, expect, it } from "vitest";
import { textOf } from "../../server/src/core/evaluate/values/plain.ts";
import { known, unknown, type Value } from "../../server/src/core/evaluate/values/value.ts";
import { linkTo } from "../../server/src/core/network/ids/links.ts";

const origin = { span: { document: "main.bicep", start: 0, end: 0 } };
const hidden = unknown([], origin);
const path = "/providers/Microsoft.Network/virtualNetworks/vnet/subnets/app";

/** An id in a resource group of an unknown subscription; without a group, all before `/providers/` is unknown. */
function idIn(group: string | null): Value {
  const parts =
    group === null ? [hidden, path] : ["/subscriptions/", hidden, `/resourceGroups/${group}${path}`];
  return known(textOf(parts), origin);
}

const [blue, green, own] = ["blue", "green", null].map((group) => ({ group, id: idIn(group) }));

describe("an id of an unknown resource group", () => {
  it.each([
    ["means the only resource of its path", [blue], "blue"],
    ["means the one whose group is not known either", [own], "own"],
    ["means one of two lookups of what may be one resource", [own, own], "own"],
    ["may mean either of two in groups that differ", [blue, green], "blue or green"],
    ["may mean any of several", [own, blue, green], "own or blue or green"],
  ])("%s", (_what, among, meant) => {
    const link = linkTo(
      idIn(null),
      among.flatMap((each) => each ?? []),
    );
    const found = link.kind === "declared" ? [link.to] : link.kind === "unknown" ? link.candidates : [];
    expect(found.map(({ group }) => group ?? "own").join(" or ")).toBe(meant);
  });
});
