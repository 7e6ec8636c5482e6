import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CompletionList, Hover } from "vscode-languageserver";
import { cliWords } from "../../server/src/cli/language.ts";
import type { Words } from "../../server/src/core/words/words.ts";
import { languages } from "../../server/src/core/words/language.ts";
import { wordsOf } from "../../server/src/core/words/languages.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { workspace } from "../cli/workspace.ts";
import { editorOf } from "../lsp/support/memory.ts";
import { namedVaults } from "../names/named-vaults.ts";
import { hasEnglish } from "../support/english-left.ts";
import { inBrackets, madeUp, outsideBrackets } from "./made-up-language.ts";

/** Where a language is registered: its tag, and what is said in it. */
const registries: readonly Record<string, unknown>[] = [wordsOf, cliWords];
const tags: string[] = languages as unknown as string[];

beforeAll(() => {
  tags.push(madeUp);
  const words = { ...inBrackets(wordsOf.en()), language: madeUp };
  Object.assign(wordsOf, { [madeUp]: () => words });
  Object.assign(cliWords, { [madeUp]: (words: Words) => inBrackets(cliWords.en(words)) });
});
afterAll(() => {
  tags.pop();
  for (const each of registries) Reflect.deleteProperty(each, madeUp);
});

const [, , vault] = namedVaults;
const uri = "file:///w/main.bicep";
const accessFile = `{ "version": 1, "rules": { "KV999": "off" }, "tests": [{ "from": "internet", "to": "*", "expect": "deny" }] }`;

/** Every text of an answer, without what is in the third language. */
function leftIn(answer: unknown): readonly string[] {
  if (typeof answer === "string") return [outsideBrackets(answer)];
  if (typeof answer !== "object" || answer === null) return [];
  return Object.entries(answer).flatMap(([key, value]) => (code.has(key) ? [] : leftIn(value)));
}

/** Members that hold code. */
const code: ReadonlySet<string> = new Set([
  "newText",
  "uri",
  "data",
  "arguments",
  "filterText",
  "insertText",
]);

describe("a third language that is registered", () => {
  test("is what an editor speaks", async () => {
    const text = vault?.text ?? "";
    const access = "file:///w/.keyvault-access.jsonc";
    const editor = await editorOf({ [uri]: text, [access]: accessFile }, { locale: madeUp });
    await editor.open(uri, text, "bicep");
    await editor.open(access, accessFile, "jsonc");
    const diagnostics = [...(await editor.diagnostics(uri)), ...(await editor.diagnostics(access))];
    expect(diagnostics.length).toBeGreaterThan(3);
    expect(
      diagnostics.filter(({ message }) => typeof message === "string" && !message.startsWith("⟦")),
    ).toEqual([]);
    const answers = [
      diagnostics,
      await editor.at<Hover>("textDocument/hover", uri, "Allow"),
      await editor.request("textDocument/codeLens", { textDocument: { uri } }),
      await editor.actions(uri, "Allow"),
      await editor.at<CompletionList>("textDocument/completion", access, "internet"),
      await editor.request(serverRequests.vaults, {}),
      await editor.request(serverRequests.simulate, { from: ["internet", "10.0.0.1"] }),
      await editor.request(serverRequests.tests, {}),
    ];
    expect(JSON.stringify(answers)).toContain("⟦");
    expect(leftIn(answers).filter(hasEnglish)).toEqual([]);
  });

  test("is what the command line speaks", () => {
    const at = workspace({
      "infra/main.bicep": vault?.text ?? "",
      "infra/.keyvault-access.jsonc": accessFile,
    });
    for (const argv of [
      ["check", "./infra"],
      ["check", "./infra", "--format", "markdown"],
      ["vaults", "./infra"],
      ["simulate", "--from", "internet", "./infra"],
      ["test", "./infra"],
      ["rules", "KV101"],
      ["--help"],
    ]) {
      const { out, error } = at.run(...argv, "--lang", madeUp);
      expect(`${out}${error}`).toContain("⟦");
      expect(outsideBrackets(`${out}${error}`).split("\n").filter(hasEnglish)).toEqual([]);
    }
    at.remove();
  });
});
