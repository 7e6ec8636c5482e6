import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Connection } from "vscode-languageserver";
import { together } from "../../server/src/lsp/notes.ts";
import { tellSupervisor } from "../../server/src/lsp/supervised.ts";
import type { WorkingParams } from "../../server/src/protocol.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("the messages to the supervisor", () => {
  it("is each document once, and again after a while as a sign of life", () => {
    const told: string[] = [];
    const connection = {
      sendNotification: (_: string, { uri }: WorkingParams) => Promise.resolve(told.push(uri)),
    } as unknown as Connection;
    const tell = tellSupervisor(connection, () => undefined);
    for (let environment = 0; environment < 10; environment++) tell("a");
    expect(told).toEqual(["a"]);
    tell("b");
    tell("a");
    expect(told).toEqual(["a", "b", "a"]);
    vi.advanceTimersByTime(600);
    tell("a");
    expect(told).toEqual(["a", "b", "a", "a"]);
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
