import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { trustedServicesPage } from "../../scripts/generate/trusted-services-page.ts";
import { catalogueSource, services } from "../../server/src/core/services/catalogue.ts";
import { withLearnLinks } from "../../server/src/core/services/markdown.ts";

const root = join(import.meta.dirname, "../..");
const page = trustedServicesPage();

describe("docs/trusted-services.md", () => {
  it("is current", () => {
    expect(readFileSync(join(root, "docs/trusted-services.md"), "utf8")).toBe(page);
  });

  test.each(services())("describes $id", (service) => {
    expect(page).toContain(`| ${service.name} |`);
    expect(page).toContain(`\`${service.id}\``);
    expect(page).toContain(service.hover);
    for (const { detail } of service.needs) expect(page).toContain(detail);
  });

  test.each(services().filter(({ list }) => list))("has the row of $name word for word", (service) => {
    expect(page).toContain(`| ${service.name} | ${withLearnLinks(service.scenario)} |`);
  });

  test.each(["Resources registered in the subscription", "A managed identity", "Across tenants"])(
    "explains the access of this kind, with examples: %s",
    (kind) => {
      const [line = ""] = page.split("\n").filter((each) => each.startsWith(`- **${kind}**`));
      expect(services().filter(({ name }) => line.includes(name)).length).toBeGreaterThanOrEqual(3);
    },
  );

  it("has tables whose rows all have the same number of cells", () => {
    const tables = page.split("\n\n").filter((block) => block.startsWith("|"));
    const widths = tables.map((table) => new Set(table.split("\n").map((row) => row.split(" | ").length)));
    expect(widths.map((width) => width.size)).toEqual([1, 1]);
  });

  it("and the notices name the source and its license", () => {
    const notices = readFileSync(join(root, "THIRD-PARTY-NOTICES.md"), "utf8");
    for (const text of [page, notices]) {
      expect(text).toContain(catalogueSource.url);
      expect(text).toContain(catalogueSource.licenseUrl);
    }
  });
});
