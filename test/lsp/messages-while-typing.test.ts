import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "vscode-languageserver";
import { together } from "../../server/src/lsp/notes.ts";
import { reportWork } from "../../server/src/lsp/server.ts";
import { serverNotifications } from "../../server/src/protocol.ts";
import type { WorkingParams } from "../../server/src/protocol/watchdog/watchdog.ts";
import { editorOf } from "./support/memory.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Reports of work, and what the watchdog hears of them. */
function watched() {
  const told: string[] = [];
  const connection = {
    sendNotification: (_: string, { uri }: WorkingParams) => Promise.resolve(told.push(uri)),
  } as unknown as Connection;
  return { told, tell: reportWork(connection, () => undefined) };
}

describe("the messages to the watchdog", () => {
  it("is each document once, and again after a while as a sign of life", () => {
    const { told, tell } = watched();
    for (let environment = 0; environment < 10; environment++) tell("a");
    expect(told).toEqual(["a"]);
    tell("b");
    tell("a");
    expect(told).toEqual(["a", "b", "a"]);
    vi.advanceTimersByTime(600);
    tell("a");
    expect(told).toEqual(["a", "b", "a", "a"]);
  });

  it("does not end when the clock is set back", () => {
    const { told, tell } = watched();
    tell("a");
    vi.setSystemTime(Date.now() - 3_600_000);
    tell("a");
    expect(told).toEqual(["a", "a"]);
  });
});

describe("the message to which views list vaults, callers and changes again", () => {
  it("comes once, when typing pauses", async () => {
    const uri = "file:///w/main.bicep";
    const text = "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: 'kv'\n}\n";
    const editor = await editorOf({ [uri]: text });
    const heard = (): number =>
      editor.inbox.methods.filter((each) => each === serverNotifications.changed).length;
    const passes = async (milliseconds: number): Promise<void> => {
      // The server has taken up what was sent before, when it answers.
      await editor.request("textDocument/codeLens", { textDocument: { uri } });
      await vi.advanceTimersByTimeAsync(milliseconds);
      await editor.request("textDocument/codeLens", { textDocument: { uri } });
    };
    await editor.open(uri, text, "bicep");
    await passes(1_000);
    const before = heard();
    for (let typed = 0; typed < 20; typed++) {
      await editor.type(uri, "'kv", "'kvx");
      await passes(100);
    }
    expect(heard()).toBe(before);
    await passes(1_000);
    expect(heard()).toBe(before + 1);
  });
});

describe("lines of the log", () => {
  it("are sent together if they are said within a short time", () => {
    const sent: string[] = [];
    const say = together((lines) => sent.push(lines));
    say("one");
    say("two");
    expect(sent).toEqual([]);
    vi.runAllTimers();
    say("three");
    vi.runAllTimers();
    expect(sent).toEqual(["one\ntwo", "three"]);
  });
});
