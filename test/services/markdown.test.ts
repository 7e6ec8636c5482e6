import { describe, expect, it, test } from "vitest";
import { learnUrl, linksOf, plainText, withLearnLinks } from "../../server/src/core/services/markdown.ts";

const text = "Use [a key](/azure/storage/keys?tabs=portal#own) or [a page](https://example.com/page).";

describe("the Markdown of Microsoft's table", () => {
  test.each([
    ["/azure/backup/backup-overview", "https://learn.microsoft.com/azure/backup/backup-overview"],
    [
      "/power-platform/admin/customer-managed-key",
      "https://learn.microsoft.com/power-platform/admin/customer-managed-key",
    ],
    ["https://go.microsoft.com/fwlink/?linkid=2109491", "https://go.microsoft.com/fwlink/?linkid=2109491"],
  ])("%s leads to %s", (path, url) => {
    expect(learnUrl(path)).toBe(url);
  });

  it("is read as text, as links, and with links that work elsewhere", () => {
    expect(plainText(text)).toBe("Use a key or a page.");
    expect(linksOf(text)).toEqual([
      { text: "a key", path: "/azure/storage/keys?tabs=portal#own" },
      { text: "a page", path: "https://example.com/page" },
    ]);
    expect(withLearnLinks(text)).toBe(
      "Use [a key](https://learn.microsoft.com/azure/storage/keys?tabs=portal#own) or [a page](https://example.com/page).",
    );
  });
});
