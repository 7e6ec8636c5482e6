import { expect, test } from "vitest";
import type { Connection, PublishDiagnosticsParams } from "vscode-languageserver";
import type { Context } from "../../server/src/lsp/context.ts";
import { Keystrokes } from "../../server/src/lsp/keystrokes.ts";
import { Push } from "../../server/src/lsp/push-diagnostics.ts";
import { eventually } from "../support/eventually.ts";

test("problems that change while earlier ones are sent are sent, even if that is put off", async () => {
  const sent: string[] = [];
  let arrive: () => void = () => undefined;
  const connection = {
    sendDiagnostics: ({ uri }: PublishDiagnosticsParams) => {
      sent.push(uri);
      return new Promise<void>((resolve) => (arrive = resolve));
    },
  };
  const context = {
    client: { pullsDiagnostics: false },
    folders: () => [],
    settings: { of: () => Promise.resolve({ validate: { enable: false, exclude: [] } }) },
    outside: { idsIn: () => [] },
    session: {
      opened: () => ({ version: 1 }),
      openIds: () => ["file:///w/a.json", "file:///w/b.json"],
      accessFiles: () => [],
      templates: () => [],
      uriOf: (id: string) => id,
      loadMissing: () => Promise.resolve(),
      timesSupplied: 0,
    },
  };
  const push = new Push(
    connection as unknown as Connection,
    context as unknown as Context,
    new Keystrokes(undefined),
    () => undefined,
  );
  push.publish(["file:///w/a.json"]);
  await eventually(() => {
    expect(sent).toHaveLength(1);
  });
  push.publish(["file:///w/a.json"]);
  push.stop();
  arrive();
  await new Promise(setImmediate);
  push.publish(["file:///w/b.json"]);
  await eventually(() => {
    expect(sent).toHaveLength(2);
  });
  arrive();
  await eventually(() => {
    expect(sent.toSorted()).toEqual(["file:///w/a.json", "file:///w/a.json", "file:///w/b.json"]);
  });
});
