import type { DiffResult } from "../../server/src/protocol/what-if-baseline.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { Editor } from "../lsp/support/editor.ts";
import { shop } from "../picture/picture-of.ts";

const uri = "file:///w/main.bicep";
const editor = await Editor.start();
await editor.open(uri, shop, "bicep");
const closed = shop.replace(
  "bypass: 'None', defaultAction: 'Allow'",
  "bypass: 'None', defaultAction: 'Deny'",
);
const before = closed.replace("{ value: '198.51.100.3' }", "{ value: '192.0.2.1' }");

/** What the server says of the shop since a version in which a vault was closed and another address was listed. */
export async function reviewed(): Promise<DiffResult> {
  const baseline = { kind: "texts", label: "main", files: [{ uri, text: before }] } as const;
  await editor.request(serverRequests.setBaseline, { baseline });
  return editor.request<DiffResult>(serverRequests.diff, { from: ["198.51.100.3"] });
}

/** The same between two other versions. */
export function between(): Promise<DiffResult> {
  return editor.request<DiffResult>(serverRequests.diff, {
    between: { before: [{ uri, text: before }], after: [{ uri, text: closed }] },
  });
}
