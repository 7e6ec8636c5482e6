import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compareList } from "../../scripts/trusted-services/compare-list.ts";
import { compareTags } from "../../scripts/trusted-services/compare-tags.ts";
import { compareAll, listPage, tagsPage } from "../../scripts/trusted-services/compared.ts";
import { issueBody, statusOf } from "../../scripts/trusted-services/report.ts";
import { catalogueSource, isListed, services } from "../../server/src/core/services/catalogue.ts";
import { readServiceTags } from "../../server/src/core/services/service-tags.ts";

const oldTable = readFileSync(join(import.meta.dirname, "fixtures/trusted-services-2025-02-25.md"), "utf8");

/** A page as Microsoft writes it, with the rows of the catalog. */
function page(edit: (rows: readonly string[]) => readonly string[] = (rows) => rows): string {
  const rows = services()
    .filter(isListed)
    .map(({ name, scenario, list }) => `| ${name}|${list?.newerMarkdown ?? scenario}`);
  return [
    "---",
    "ms.date: 01/31/2027",
    "---",
    "|Trusted service|Supported usage scenarios|",
    "| --- | --- |",
    ...edit(rows),
    "",
    "> [!NOTE]",
  ].join("\n");
}

describe("the catalog and Microsoft's list", () => {
  it("do not differ where the page has the same rows, in any order and spacing", () => {
    const nothing = { date: "2027-01-31", added: [], changed: [], gone: [] };
    expect(compareList(page())).toEqual(nothing);
    expect(
      compareList(page((rows) => rows.toReversed().map((row) => `${row.replaceAll(" ", "  ")} |`))),
    ).toEqual(nothing);
  });

  it("differ in a row that is new, one that is gone and one that reads otherwise", () => {
    const compared = compareList(
      page((rows) => [
        "| Azure Example | Keys of [examples](/azure/example) |",
        ...rows
          .filter((row) => !row.startsWith("| Azure Backup|"))
          .map((row) =>
            row.replace(
              "Using Key Vault certificates for HTTPS-enabled listeners",
              "Certificates of listeners",
            ),
          ),
      ]),
    );
    expect(compared).toMatchObject({
      added: ["Azure Example: Keys of [examples](/azure/example)"],
      gone: ["Azure Backup (`azure-backup`)"],
      changed: [
        expect.stringMatching(
          /^Azure Application Gateway \(`azure-application-gateway`\): .* → \[Certificates of listeners\]/,
        ),
      ],
    });
  });

  it("differ from the page of 2025-02-25 in the row that was added and the one that changed since", () => {
    const compared = compareList(oldTable);
    expect(compared).toMatchObject({ added: [], gone: ["Azure AI Search (`azure-ai-search`)"] });
    expect("changed" in compared && compared.changed.map((line) => line.slice(0, 40))).toEqual([
      "Azure Virtual Machines deployment servic",
    ]);
  });

  it("cannot be compared where the page has no table", () => {
    expect(compareList("# Moved")).toEqual({ unseen: "The page has no table of trusted services." });
  });
});

const tag = (name: string, ...addressPrefixes: readonly string[]) => ({
  name,
  properties: { region: "", addressPrefixes },
});
const text = (...values: readonly object[]) => JSON.stringify({ cloud: "Public", values });

describe("service tags and the published file", () => {
  const read = readServiceTags(
    text(tag("AzureCloud", "203.0.113.0/24"), tag("Storage", "198.51.100.0/28"), tag("Gone", "192.0.2.0/30")),
    "ServiceTags_Public_20260601.json",
  );
  const before = "tags" in read ? read.tags : null;

  it("differ in tags that are new, gone or have other addresses", () => {
    const after = text(
      tag("AzureCloud", "203.0.113.0/24"),
      tag("Storage", "198.51.100.0/27"),
      tag("Example.WestEurope", "192.0.2.0/30"),
      tag("Example.NorthEurope", "192.0.2.4/30"),
    );
    expect(before && compareTags(before, after, "ServiceTags_Public_20260608.json")).toEqual({
      date: "2026-06-08",
      added: ["Example in 2 regions"],
      changed: ["Storage"],
      gone: ["Gone"],
    });
  });

  it("cannot be compared with another file", () => {
    expect(before && compareTags(before, "<html>", "page.json")).toHaveProperty("unseen");
  });
});

describe("the body of an issue", () => {
  const nothing = { date: "2027-01-31", added: [], changed: [], gone: [] };

  it("says what differs, and what could not be looked at", () => {
    const compared = {
      today: "2026-12-02",
      list: { ...nothing, added: ["Azure Example: Keys"] },
      tags: { unseen: "the page could not be read." },
    };
    const body = issueBody(compared);
    expect(body).toContain("**New** (1)\n\n- Azure Example: Keys");
    expect(body).toContain("**Not looked at**: the page could not be read.");
    expect(statusOf(compared)).toBe(2);
  });

  it("says that nothing differs, and which entries rest on old pages", () => {
    const compared = { today: "2031-01-01", list: nothing, tags: nothing };
    expect(issueBody(compared)).toContain("Nothing differs.");
    expect(issueBody(compared)).toContain(`\`azure-storage\`: ${catalogueSource.asOf}, https://`);
    expect(statusOf(compared)).toBe(0);
    expect(statusOf({ ...compared, list: { ...nothing, gone: ["Azure Example"] } })).toBe(1);
  });
});

describe("the script", () => {
  const file = "https://download.microsoft.com/download/7/1/ServiceTags_Public_20270125.json";
  const offline = (place: string) => Promise.reject(new Error(`${place} could not be read.`));

  it("looks up the page, and the file of tags that the page of the download names", async () => {
    const texts = new Map([
      [listPage, page((rows) => rows.slice(1))],
      [tagsPage, `<a href="${file}">Download</a>`],
      [file, text(tag("AzureCloud", "203.0.113.0/24"))],
    ]);
    const compared = await compareAll({ list: null, tags: null }, "2027-02-01", (place) =>
      Promise.resolve(texts.get(place) ?? ""),
    );
    expect(compared.list).toMatchObject({ date: "2027-01-31", gone: [expect.stringContaining("`azure-")] });
    expect(compared.tags).toMatchObject({ date: "2027-01-25", changed: ["AzureCloud"] });
    expect(statusOf(compared)).toBe(1);
  });

  it("says what it cannot look at, and looks at the rest", async () => {
    const compared = await compareAll({ list: "page.md", tags: null }, "2027-02-01", (place) =>
      place === "page.md" ? Promise.resolve(page()) : offline(place),
    );
    expect(compared.list).not.toHaveProperty("unseen");
    expect(issueBody(compared)).toContain(`**Not looked at**: ${tagsPage} could not be read.`);
    expect(statusOf(compared)).toBe(2);
  });

  it("does not take a page without a file of tags for one without changes", async () => {
    const compared = await compareAll({ list: null, tags: null }, "2027-02-01", () =>
      Promise.resolve("<html>"),
    );
    expect(compared).toEqual({
      today: "2027-02-01",
      list: { unseen: "The page has no table of trusted services." },
      tags: { unseen: `${tagsPage} names no file of service tags.` },
    });
  });

  it("names the entries that no page answers, with what was searched", () => {
    const body = issueBody({ today: "2026-12-02", list: { unseen: "" }, tags: { unseen: "" } });
    expect(body).toContain("- `backup-vault-cmk`: searched were the page");
    expect(body).toContain(
      "- `azure-synapse-analytics`: 2022-01-27, https://learn.microsoft.com/azure/synapse",
    );
  });
});
