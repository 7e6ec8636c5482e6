import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { english } from "../client/english.ts";
import { matrixPage } from "../../client/src/matrix/matrix-page.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const sources = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `${folder}/${path}`);

describe("the page of a webview", () => {
  const page = matrixPage(english, {
    script: "https://webview.example/matrix.js",
    nonce: "once",
    language: "en",
  });

  it("may load its own script and style, and nothing else", () => {
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      "style-src 'nonce-once'",
      "script-src 'nonce-once'",
    ]);
    // Before the policy nothing could be loaded.
    expect(page.slice(0, page.indexOf("<meta http-equiv"))).not.toMatch(/<(?:script|style|link|img)/);
  });

  it("has no script or style without the word that only this page knows", () => {
    for (const [tag] of page.matchAll(/<(?:script|style)[^>]*>/g)) expect(tag).toContain('nonce="once"');
    expect(page).not.toMatch(/\son\w+=|\sstyle=|javascript:/);
  });
});

describe("webviews", () => {
  it("are made in one place, with that page", () => {
    const makers = sources("client/src").filter((path) => /createWebview|\.webview\.html/.test(read(path)));
    expect(makers).toEqual(["client/src/matrix/access-matrix.ts"]);
    expect(read("client/src/matrix/access-matrix.ts")).toMatch(/webview\.html = page\(/);
  });

  it.each(sources("client/webview"))("put names as text alone into the page: %s", (path) => {
    expect(read(path)).toContain("textContent");
    expect(read(path)).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|createContextualFragment|srcdoc|setHTML/,
    );
  });
});
