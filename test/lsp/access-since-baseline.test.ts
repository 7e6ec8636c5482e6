import type { CodeLens } from "vscode-languageserver";
import { expect, it } from "vitest";
import { serverRequests } from "../../server/src/protocol.ts";
import type { DiffResult } from "../../server/src/protocol/what-if-baseline.ts";
import { Editor } from "./support/editor.ts";

const uri = "file:///w/main.bicep";

const vault = (rule: string): string => `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-shop'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [{ value: '${rule}' }] } }
}
`;

/** What the lens of the vault and the comparison say of templates that differ from those of a branch. */
async function since(
  [before, after]: readonly [string, string],
  label: string,
  locale = "en",
): Promise<readonly [lens: string, Pick<DiffResult, "since" | "review">, rows: readonly string[]]> {
  const editor = await Editor.start({ folders: ["file:///w"], locale });
  await editor.open(uri, before, "bicep");
  await editor.request(serverRequests.setBaseline, {
    baseline: { kind: "texts", label, files: [{ uri, text: before }] },
  });
  await editor.typeAt(uri, 0, before.length, after);
  const [lens] = await editor.request<readonly CodeLens[]>("textDocument/codeLens", {
    textDocument: { uri },
  });
  const { changes, ...result } = await editor.request<DiffResult>(serverRequests.diff, {});
  const rows = changes.map(({ source, effect, addresses }) => [effect, source, addresses].join(" ").trim());
  return [lens?.command?.title ?? "", { since: result.since, review: result.review }, rows];
}

it("the lens, the status bar and the review say how many addresses gain and lose access", async () => {
  const wider = [vault("203.0.113.0/26"), vault("203.0.113.0/25")] as const;
  const [lens, said, rows] = await since(wider, "main");
  expect(lens).toContain("+64 addresses since main");
  expect(said).toEqual({
    since: "+64 addresses since main",
    review:
      "1 caller gains access to kv-shop: 203.0.113.0/25; no caller loses access; proved for what the repository declares.",
  });
  expect(rows).toEqual(["gains 203.0.113.0/25 (+64 addresses: 203.0.113.64/26)"]);
  const [, open] = await since([wider[0], `param p string\n${vault("${p}")}`], "main");
  expect(open.review).toContain("not proved: 2 answers undecided");

  const [narrower] = await since([wider[1], wider[0]], "HEAD");
  expect(narrower).toContain("−64 addresses since HEAD");
  const [same, nothing] = await since([wider[0], `${wider[0]}// as before\n`], "HEAD");
  expect(same).not.toContain("since");
  expect(nothing).toEqual({
    since: null,
    review: "The callers that were compared have the same access. Proved for what the repository declares.",
  });
  const [german, inGerman] = await since(wider, "main", "de");
  expect(german).toContain("+64 Adressen seit main");
  expect(inGerman.since).toBe("+64 Adressen seit main");
  expect(inGerman.review).toContain("bewiesen");
});
