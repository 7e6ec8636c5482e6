import { describe, expect, it } from "vitest";
import type { Message } from "../../server/src/protocol.ts";
import { Replay } from "../../server/src/protocol/supervisor/replay.ts";

const uri = "file:///w/main.json";

function message(method: string, textDocument: object): Message {
  return {
    jsonrpc: "2.0",
    method: `textDocument/${method}`,
    params: { textDocument: { uri, ...textDocument } },
  };
}
const opened = (text: string, version = 1): Message => message("didOpen", { version, text });
const changed = (version: number): Message => message("didChange", { version });
const saved = message("didSave", {});
const closed = message("didClose", {});

function replayOf(messages: readonly Message[]): Replay {
  const replay = new Replay([]);
  for (const method of ["initialize", "initialized"]) replay.take({ jsonrpc: "2.0", method });
  for (const each of messages) replay.take(each);
  return replay;
}

const documents = (replay: Replay): readonly Message[] => replay.messages(() => "1").slice(1, -1);

describe("a new server", () => {
  it("is told that a document was saved: what is not saved may have to wait for its problems", () => {
    const messages = [opened("a"), changed(2), saved, changed(3)];
    expect(documents(replayOf(messages))).toEqual(messages);
  });

  it("gets the text of a document in place of the changes that led to it", () => {
    const replay = replayOf([opened("a"), changed(2), changed(3), saved, changed(4)]);
    replay.settle(uri, { version: 3, text: "c" });
    expect(documents(replay)).toEqual([opened("c", 3), saved, changed(4)]);
  });

  it("gets the newest text of a document that was opened again while its text was asked for", () => {
    const replay = replayOf([opened("a"), changed(2), closed, opened("b")]);
    replay.settle(uri, { version: 2, text: "old" });
    expect(documents(replay)).toEqual([opened("b")]);
  });
});
