// @vitest-environment-options { "counts": "work" }
import { runInNewContext } from "node:vm";
import { setFlagsFromString } from "node:v8";
import { describe, expect, it } from "vitest";
import { ordinaryArm, ordinaryBicep, ordinaryTerraform } from "../../bench/templates.ts";
import { analyze, type Document, editedDocument, parseDocument } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { workOf } from "./work.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const languages = [
  ["ARM JSON", "/main.json", ordinaryArm, 12_000],
  ["Bicep", "/main.bicep", ordinaryBicep, 12_000],
  ["Terraform", "/main.tf", ordinaryTerraform, 10_000],
] as const;

/** The document with one character more in an IP rule of its first vault. */
function typed(document: Document): Document {
  const at = document.text.indexOf("20.7.7.7") + 1;
  return editedDocument(document, `${document.text.slice(0, at)}1${document.text.slice(at)}`);
}

function read(document: Document): void {
  parseDocument(document);
}

function judge(document: Document): void {
  const { id } = document;
  const files = { ...filesInMemory({}), get: (asked: string) => (asked === id ? document : null) };
  check(analyze({ root: id, files }));
}

describe.each(languages)("a keystroke in %s", (_name, id, textOf, more) => {
  const opened = (length: number): Document => ({ id, text: textOf(length) });

  it("reads only the declaration it is in", () => {
    const before = opened(60_000);
    read(before);
    const after = typed(before);
    const again = workOf(() => {
      read(after);
    });
    const afresh = workOf(() => {
      read({ id, text: after.text });
    });
    expect(again).toBeLessThan(afresh / 3);
  });

  it("hardly looks at resources that have nothing to do with vaults", () => {
    // Both have one vault and one network.
    const [few, many] = [opened(4_000), opened(more)];
    const judged = (document: Document): number =>
      workOf(() => {
        judge(document);
      });
    const afterKeystroke = (before: Document): number => {
      judge(before);
      return judged(typed(before));
    };
    // The first run also prepares what all share.
    afterKeystroke(opened(4_000));
    const again = afterKeystroke(many) - afterKeystroke(few);
    const afresh = judged(opened(more)) - judged(opened(4_000));
    expect(again).toBeLessThan(afresh / 9);
  });

  it("leaves nothing behind, however many there are", () => {
    let document = opened(8_000);
    const keystrokes = (count: number): number => {
      for (let made = 0; made < count; made++) {
        document = made % 2 === 0 ? typed(document) : editedDocument(document, textOf(8_000));
        judge(document);
      }
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = keystrokes(60);
    // What is compiled meanwhile grows by some kilobytes; a text for each keystroke would be more than 2 MB.
    expect(keystrokes(300) - before).toBeLessThan(1_000_000);
  });
});
