import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { english } from "../client/english.ts";
import { matrixPage } from "../../client/src/matrix/matrix-page.ts";
import { picturePage } from "../../client/src/picture/picture-page.ts";
import { explanationHtml } from "../../client/src/explain/explanation-html.ts";
import { readLink } from "../../client/src/explain/explanation-link.ts";
import { reviewPage } from "../../client/src/what-if/review-page.ts";
import { pageDocument } from "../../client/src/panels/page.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const sources = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => `${folder}/${path}`);

const pages = [matrixPage(english), picturePage(english), reviewPage(english)].map(
  (page) => [page.view, page] as const,
);

describe.each(pages)("the page %s", (_, own) => {
  const page = pageDocument(own, {
    script: "https://webview.example/pages.js",
    style: "https://webview.example/pages.css",
    nonce: "once",
    language: "en",
  });

  it("may load its own script and style, and nothing else", () => {
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      "style-src 'nonce-once'",
      "script-src 'nonce-once'",
      // What a page draws of itself has no address.
      ...(own.makesImages ? ["img-src data:"] : []),
    ]);
    // Before the policy nothing could be loaded.
    expect(page.slice(0, page.indexOf("<meta http-equiv"))).not.toMatch(/<(?:script|style|link|img)/);
  });

  it("has no script or style without the word that only this page knows", () => {
    for (const [tag] of page.matchAll(/<(?:script|style|link)[^>]*>/g)) expect(tag).toContain('nonce="once"');
    expect(page).not.toMatch(/\son\w+=|\sstyle=|javascript:/);
  });
});

describe("the page of an explanation", () => {
  const parts = { title: "Why", nonce: "once", language: "en" };

  it("runs and loads nothing that an explanation contains", () => {
    const page = explanationHtml('<script>evil()</script><img src="https://evil.example/">', parts);
    const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy).toBe("default-src 'none'; style-src 'nonce-once'; script-src 'nonce-once'");
    expect(page.slice(0, page.indexOf("<meta http-equiv"))).not.toMatch(/<(?:script|style|link|img)/);
    const own = explanationHtml("", parts);
    for (const [tag] of own.matchAll(/<(?:script|style|link)[^>]*>/g)) expect(tag).toContain('nonce="once"');
  });

  it("leaves it to the host where a link leads: to a fix or a file, and nowhere else", () => {
    expect(explanationHtml("", parts)).toContain("event.preventDefault()");
    for (const href of [
      "command:workbench.action.quit",
      "javascript:evil()",
      "https://evil.example/#L1",
      "file:///etc/passwd",
    ])
      expect(readLink(href)).toBeNull();
  });
});

describe("webviews", () => {
  it("know their host by its messages alone: only the script that connects them names VS Code", () => {
    const naming = sources("client/webview").filter((path) => /acquireVsCodeApi|"vscode"/.test(read(path)));
    expect(naming).toEqual(["client/webview/pages.ts"]);
  });

  it("are made in two places, with these pages", () => {
    const makers = sources("client/src").filter((path) => /createWebview|\.webview\.html/.test(read(path)));
    expect(makers.toSorted()).toEqual([
      "client/src/explain/explanation-page.ts",
      "client/src/panels/live-panel.ts",
    ]);
    expect(read("client/src/panels/live-panel.ts")).toMatch(/webview\.html = pageDocument\(/);
    expect(read("client/src/explain/explanation-page.ts")).toMatch(/webview\.html = explanationHtml\(/);
  });

  it.each(sources("client/webview"))("put names as text alone into the page: %s", (path) => {
    expect(read(path)).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|createContextualFragment|srcdoc|setHTML/,
    );
  });
});
