import { expect, test } from "vitest";
import type { CancellationToken } from "vscode-languageserver";
import { Analyses } from "../../server/src/lsp/analyses.ts";
import { LazyGrammar } from "../../server/src/lsp/lazy-grammar.ts";
import { Cancelled } from "../../server/src/lsp/guard.ts";
import type { FileView } from "../../server/src/lsp/overlay.ts";

const id = "file:///w/main.bicep";
/** Enough work that an analysis is asked now and then whether it is to go on. */
const text = `var names = [for i in range(0, 500): 'kv\${i}\${uniqueString('a', string(i))}']
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = [for name in names: {
  name: name
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None' } }
}]
`;
const files: FileView = {
  document: (at) => (at === id ? { id, text } : null),
  list: () => null,
  load: () => Promise.resolve(),
  targetOf: (at) => at,
  follow: () => Promise.resolve(),
  bicepCache: undefined,
};

/** A token that is cancelled once it was looked at so often. */
function cancelledAfter(looks: number): CancellationToken & { readonly looked: () => number } {
  let looked = 0;
  return {
    get isCancellationRequested() {
      return ++looked > looks;
    },
    onCancellationRequested: () => ({ dispose: () => undefined }),
    looked: () => looked,
  };
}

test("an analysis that is cancelled amid its work stops there, and leaves nothing half known", async () => {
  const analyses = new Analyses(files, new LazyGrammar(undefined, () => undefined), {});
  const amid = cancelledAfter(2);
  await expect(analyses.of(id, null, amid)).rejects.toBeInstanceOf(Cancelled);
  expect(amid.looked()).toBe(3);
  expect(analyses.isFresh(id, null)).toBe(false);
  const never = cancelledAfter(Infinity);
  const { worlds } = await analyses.of(id, null, never);
  expect(worlds[0]?.network.vaults).toHaveLength(500);
  expect(never.looked()).toBeGreaterThan(3);
});
