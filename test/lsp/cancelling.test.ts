import { expect, test } from "vitest";
import type { CancellationToken } from "vscode-languageserver";
import { memberOf } from "../../server/src/core/evaluate/expressions/members.ts";
import { isList } from "../../server/src/core/evaluate/values/plain.ts";
import { unknown } from "../../server/src/core/evaluate/values/value.ts";
import { Analyses } from "../../server/src/lsp/analyses.ts";
import { Cancelled } from "../../server/src/lsp/guard.ts";
import { Keystrokes } from "../../server/src/lsp/keystrokes.ts";
import type { FileView } from "../../server/src/lsp/overlay.ts";
import { sharedCancellation } from "../../server/src/lsp/shared-cancellation.ts";
import { cancellation } from "../../server/src/protocol/watchdog/watchdog.ts";

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
  const analyses = new Analyses(files, {});
  const amid = cancelledAfter(2);
  await expect(analyses.of(id, null, amid)).rejects.toBeInstanceOf(Cancelled);
  expect(amid.looked()).toBe(3);
  expect(analyses.isFresh(id, null)).toBe(false);
  const never = cancelledAfter(Infinity);
  const { worlds } = await analyses.of(id, null, never);
  expect(worlds[0]?.network.vaults).toHaveLength(500);
  expect(never.looked()).toBeGreaterThan(3);
});

test("what is asked of an analysis later is known, although its request was cancelled in the meantime", async () => {
  const late = `${text}resource other 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: 'other'
  properties: { all: [for i in range(0, 2000): '\${i}'] }
}
`;
  const view: FileView = { ...files, document: (at) => (at === id ? { id, text: late } : null) };
  const token = {
    isCancellationRequested: false,
    onCancellationRequested: () => ({ dispose: () => undefined }),
  };
  const { worlds } = await new Analyses(view, {}).of(id, null, token);
  token.isCancellationRequested = true;
  const [other] = worlds[0]?.network.resources("microsoft.storage/storageaccounts") ?? [];
  const body = other?.body() ?? unknown([], { span: { document: id, start: 0, end: 0 } });
  const all = ["properties", "all"].reduce((value, name) => memberOf(value, name, false, value.origin), body);
  const items = all.kind === "known" && isList(all.value) ? all.value.items : [];
  expect(items.filter(({ kind }) => kind === "known")).toHaveLength(2000);
});

test("an analysis stops at the flag in shared memory that a request came with, while no message can be read", async () => {
  const memory = new SharedArrayBuffer(4);
  const request = { jsonrpc: "2.0", id: 1, method: "textDocument/hover", [cancellation]: memory };
  const { token } = sharedCancellation.receiver.createCancellationTokenSource(request);
  const cancelOnce = { onAnalysis: () => void Atomics.store(new Int32Array(memory), 0, 1) };
  const analyses = new Analyses(files, cancelOnce);
  await expect(analyses.of(id, null, token)).rejects.toBeInstanceOf(Cancelled);
  expect(analyses.isFresh(id, null)).toBe(false);
});

test("a keystroke that waits to be read is one, until it is read", () => {
  const memory = new SharedArrayBuffer(4);
  const keystrokes = new Keystrokes(memory);
  expect(keystrokes.areWaiting).toBe(false);
  Atomics.add(new Int32Array(memory), 0, 1);
  expect(keystrokes.areWaiting).toBe(true);
  keystrokes.read();
  expect(keystrokes.areWaiting).toBe(false);
  const alone = new Keystrokes(undefined);
  alone.read();
  expect(alone.areWaiting).toBe(false);
});
