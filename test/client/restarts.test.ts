import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type BaseLanguageClient, CloseAction, type LanguageClientOptions } from "vscode-languageclient";
import { restartingClient } from "../../client/src/restarts.ts";
import type { EndedParams } from "../../server/src/protocol/watchdog/watchdog.ts";
import { serverNotifications } from "../../server/src/protocol.ts";

const { shown } = vi.hoisted(() => ({ shown: [] as string[] }));

vi.mock("vscode-languageclient", () => ({
  CloseAction: { DoNotRestart: 1, Restart: 2 },
  ErrorAction: { Continue: 1, Shutdown: 2 },
}));
vi.mock("vscode", () => ({
  env: { language: "en" },
  l10n: {
    t: (text: string, ...parts: readonly unknown[]) =>
      text.replace(/\{(\d)\}/g, (_, at) => String(parts[Number(at)])),
  },
  Uri: { parse: (text: string) => text },
  window: { showWarningMessage: (message: string) => Promise.resolve(shown.push(message)) },
  workspace: { asRelativePath: (uri: string) => uri.replace("file:///w/", "") },
}));

// The files of a worker share modules, and another one replaces VS Code as well.
afterAll(() => {
  vi.resetModules();
});
beforeEach(() => {
  vi.useFakeTimers();
  shown.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

/** A client whose servers end as the test says. */
function restarting() {
  let options: LanguageClientOptions = {};
  const handlers = new Map<string, (params: object) => void>();
  restartingClient({ initializationOptions: { commands: true } }, (all) => {
    options = all;
    return {
      onNotification: (method: string, handler: (params: object) => void) => handlers.set(method, handler),
    } as unknown as BaseLanguageClient;
  });
  return {
    /** What the next server is given. */
    given: () => (options.initializationOptions as () => object)(),
    readAgain: (uri: string) => handlers.get(serverNotifications.readAgain)?.({ uri }),
    /** The server ends, and says why if it can. */
    end: async (ended?: EndedParams) => {
      if (ended) handlers.get(serverNotifications.ended)?.(ended);
      return options.errorHandler?.closed();
    },
  };
}
const silent = { kind: "silent", seconds: 10 } as const;
const failed = { kind: "failed" } as const;

describe("after a server has ended", () => {
  test("another one leaves out what the first was working on, until it is read again", async () => {
    const client = restarting();
    expect(client.given()).toEqual({ commands: true, leftOut: [] });
    const bad = { uri: "file:///w/infra/bad.json", why: silent };
    expect(await client.end(bad)).toMatchObject({ action: CloseAction.Restart, handled: true });
    expect(shown).toEqual([
      "Key Vault Network ignores infra/bad.json until it changes because its analysis took longer than 10 seconds.",
    ]);
    expect(client.given()).toEqual({ commands: true, leftOut: [bad] });
    const other = { uri: "file:///w/b.json", why: failed };
    await client.end(other);
    expect(shown.at(-1)).toBe(
      "Key Vault Network ignores b.json until it changes because its analysis failed.",
    );
    client.readAgain(bad.uri);
    expect(client.given()).toEqual({ commands: true, leftOut: [other] });
  });

  test("the user reads that it was restarted where no document is known", async () => {
    const client = restarting();
    await client.end({ uri: null, why: silent });
    await client.end();
    expect(shown).toEqual([
      "Key Vault Network did not respond for 10 seconds and was restarted.",
      "Key Vault Network stopped unexpectedly and was restarted.",
    ]);
    expect(client.given()).toEqual({ commands: true, leftOut: [] });
  });

  test("any number of files that end a server, each once, do not end the extension", async () => {
    const client = restarting();
    for (let at = 0; at < 20; at++)
      expect(await client.end({ uri: `file:///w/${at}.json`, why: silent })).toMatchObject({
        action: CloseAction.Restart,
      });
    expect(client.given()).toMatchObject({ leftOut: { length: 20 } });
  });

  test.each([
    ["without a reason", undefined],
    ["for the same file, though it was left out", { uri: "file:///w/a.json", why: silent }],
  ])("no further one is started if they keep ending %s", async (_how, ended) => {
    const client = restarting();
    const again = async () => (await client.end(ended))?.action;
    // The first end of a server leaves the file out.
    if (ended) expect(await again()).toBe(CloseAction.Restart);
    for (let at = 0; at < 4; at++) expect(await again()).toBe(CloseAction.Restart);
    expect(await client.end(ended)).toEqual({
      action: CloseAction.DoNotRestart,
      handled: false,
      message:
        "Key Vault Network stopped 5 times within 3 minutes and is not started again. To start it, run the command 'Key Vault Network: Restart Language Server'.",
    });
  });

  test("ends that are far apart do not count together", async () => {
    const client = restarting();
    for (let at = 0; at < 20; at++) {
      expect(await client.end()).toMatchObject({ action: CloseAction.Restart });
      vi.advanceTimersByTime(60_000);
    }
  });
});
