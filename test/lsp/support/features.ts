import { beforeEach, expect, it } from "vitest";
import type {
  CodeLens,
  Hover,
  InlayHint,
  MarkupContent,
  SnippetTextEdit,
  SymbolInformation,
  TextDocumentEdit,
} from "vscode-languageserver/node";
import { Editor } from "./editor.ts";
import type { Language } from "./languages.ts";
import { sliceOf } from "./places.ts";

/** What every editor shows of a vault, whatever language it is written in. */
export function itShowsVaults(language: Language): void {
  const { id, unsaved, open, closed, allow, deny, label } = language;
  const textDocument = { uri: unsaved };
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start();
  });
  const hoverAt = async (text: string): Promise<string> => {
    const hover = await editor.at<Hover | null>("textDocument/hover", unsaved, text);
    return hover ? (hover.contents as MarkupContent).value : "";
  };

  it("reports problems of a document that was never saved, and follows every change", async () => {
    await editor.open(unsaved, open, id);
    expect(await editor.problems(unsaved)).toEqual([`KV101 ${allow}`]);
    await editor.type(unsaved, allow, deny);
    expect(await editor.problems(unsaved)).toEqual([]);
    await editor.type(unsaved, deny, allow);
    expect(await editor.problems(unsaved)).toEqual([`KV101 ${allow}`]);
  });

  it("claims nothing of a value that is not written yet", async () => {
    await editor.open(unsaved, closed, id);
    const before = await editor.problems(unsaved);
    await editor.type(unsaved, ...language.halfTyped);
    expect(before).toEqual(expect.arrayContaining([...(await editor.problems(unsaved))]));
    const [lens] = await editor.request<CodeLens[]>("textDocument/codeLens", { textDocument });
    expect(lens?.command?.title).toMatch(/^Depends/);
  });

  it("keeps a problem while a line below is being typed", async () => {
    await editor.open(unsaved, open, id);
    await editor.type(unsaved, ...language.halfTypedBelow);
    expect(await editor.problems(unsaved)).toContain(`KV101 ${allow}`);
  });

  it("explains bypass, default action and IP rules", async () => {
    await editor.open(unsaved, closed, id);
    for (const text of language.bypass) expect(await hoverAt(text)).toMatch(/\*\*AzureServices\*\*/);
    expect(await hoverAt(deny)).toContain("**Deny**");
    const [wide, covered] = language.ranges;
    expect(await hoverAt(wide)).toContain("203.0.113.0-203.0.113.255, 256 addresses");
    expect(await hoverAt(covered)).toContain("Already covered by 203\\.0\\.113\\.0\\/24");
    expect(await hoverAt(language.single)).toContain("198.51.100.7, 1 address");
    expect(await hoverAt("westeurope")).toBe("");
  });

  it("offers the fix, which changes the value and nothing else", async () => {
    await editor.open(unsaved, open, id);
    const [fix] = await editor.actions(unsaved, allow);
    expect(fix).toMatchObject({ isPreferred: true });
    const { edit } = await editor.resolve(fix);
    expect(editor.edited(unsaved, edit)).toBe(open.replace(allow, deny));
  });

  it("removes what has no effect, with its line", async () => {
    await editor.open(unsaved, closed, id);
    const [action] = await editor.actions(unsaved, label, ["source.fixAll"]);
    expect(editor.edited(unsaved, action?.edit)).toBe(language.tidied);
  });

  it("suppresses a finding by a comment of the language", async () => {
    await editor.open(unsaved, open, id);
    const action = (await editor.actions(unsaved, allow)).find(({ title }) => title.startsWith("Suppress"));
    const change = action?.edit?.documentChanges?.[0] as TextDocumentEdit;
    const [snippet] = change.edits as SnippetTextEdit[];
    expect(snippet?.snippet.value).toBe(`${language.comment}\${1:reason}\n`);
    const line = open.split("\n").find((each) => each.includes(allow)) ?? "";
    await editor.open("untitled:Untitled-2", open.replace(line, `${language.comment}a sandbox\n${line}`), id);
    expect(await editor.problems("untitled:Untitled-2")).toEqual([]);
  });

  it("shows who gets in above the vault", async () => {
    await editor.open(unsaved, closed, id);
    const [lens] = await editor.request<CodeLens[]>("textDocument/codeLens", { textDocument });
    expect(lens?.command?.title).toBe("Deny by default · 257 addresses · trusted services");
    expect(lens && sliceOf(closed, lens.range, "utf-16")).toBe(label);
  });

  it("counts the addresses of ranges", async () => {
    await editor.open(unsaved, closed, id);
    const range = { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } };
    const hints = await editor.request<InlayHint[]>("textDocument/inlayHint", { textDocument, range });
    expect(hints.map(({ label: text }) => text)).toEqual(["256 addresses", "8 addresses"]);
  });

  it("finds the vault by its name", async () => {
    await editor.open(unsaved, closed, id);
    const found = await editor.request<SymbolInformation[]>("workspace/symbol", { query: "kv" });
    expect(found.map(({ name }) => name)).toEqual(["kv"]);
  });
}
