import axe from "axe-core";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { siteFolder } from "./support/built-site.ts";
import {
  activeLine,
  addFile,
  editor,
  openPlayground,
  problems,
  type ServedPlayground,
  servePlayground,
} from "./support/playground.ts";

let served: ServedPlayground;
let page: Page;

beforeAll(async () => {
  served = await servePlayground();
});

afterAll(async () => {
  await served.close();
});

const answers = (of = page): Promise<readonly string[]> => of.locator(".card > summary").allInnerTexts();
const status = (of = page): Promise<string | null> => of.locator("#status").textContent();

test("it opens with a flawed example, whose finding and trace show at once", async () => {
  page = await openPlayground(served);
  await expect.poll(() => problems(page)).toEqual(["KV101 · main.bicep:16"]);
  await expect.poll(() => answers()).toEqual(["internet → kv-shop\nAllowed · exposed"]);
  await expect.poll(() => page.locator(".cm-lens").innerText()).toContain("Firewall off");
});

test("what is loaded for that is small", () => {
  const sizes = served.loaded.filter((path) => /\.(?:js|css)$/.test(path)).map(sizeOf);
  const own = Math.round(sizes.reduce((sum, each) => sum + each.own, 0) / 1000);
  const library = Math.round(sizes.reduce((sum, each) => sum + each.editor, 0) / 1000);
  console.log(`The playground loads ${own} kB of its own code and ${library} kB of the editor, compressed.`);
  expect(own).toBeLessThan(450);
  expect(served.loaded).toContain("playground/worker.js");
  expect(served.loaded.filter((path) => /\/parts\/|\/(?:views|markdown)-/.test(path))).toEqual([]);
});

/** The size of a file, compressed, and how much of it is the editor library. */
function sizeOf(path: string): { readonly own: number; readonly editor: number } {
  const file = readFileSync(join(siteFolder, path));
  const output = Object.entries(served.metafile.outputs).find(([each]) => each.endsWith(`/${path}`))?.[1];
  const size = gzipSync(file, { level: 9 }).length;
  const inputs = Object.entries(output?.inputs ?? {});
  const library = inputs.filter(([each]) =>
    /node_modules\/(?:@codemirror|@lezer|@marijn|style-mod|crelt|w3c-keyname)\//.test(each),
  );
  const sum = (some: typeof inputs): number =>
    some.reduce((bytes, [, each]) => bytes + each.bytesInOutput, 0);
  const share = inputs.length === 0 ? 0 : sum(library) / sum(inputs);
  return { own: size * (1 - share), editor: size * share };
}

test("a fix is applied from the list of problems, and the answer says what it was before", async () => {
  await page.locator("#problems .small").first().click();
  await page.getByRole("menuitem", { name: /defaultAction.*Deny/i }).click();
  await expect.poll(() => problems(page)).toEqual([]);
  expect(await editor(page).innerText()).toContain("defaultAction: 'Deny'");
  await expect.poll(async () => (await answers())[0]).toContain("Denied");
  expect(await page.locator(".card > summary s").textContent()).toBe("Allowed");
  await page.keyboard.press("Control+z");
  await expect.poll(() => problems(page)).toEqual(["KV101 · main.bicep:16"]);
});

test("an address is simulated, and a step leads to its line", async () => {
  await page.locator("#source").fill("203.0.113.7");
  await page.keyboard.press("Enter");
  await expect.poll(async () => (await answers())[1]).toContain("203.0.113.7 → kv-shop\nAllowed");
  await page.locator(".asked").nth(1).getByRole("button", { name: "main.bicep:16" }).click();
  expect(await activeLine(page)).toContain("defaultAction");
  expect(await editor(page).evaluate((field) => field.matches(":focus"))).toBe(true);
});

test("the preview of a change that denies access is shown and applied", async () => {
  await page.getByRole("button", { name: "Preview Fix" }).first().click();
  const dialog = page.locator("#preview");
  await expect.poll(() => dialog.locator("ins").first().textContent()).toContain("Deny");
  await dialog.getByRole("button", { name: "Apply" }).first().click();
  await expect.poll(() => problems(page)).toEqual([]);
  await editor(page).focus();
  await page.keyboard.press("Control+z");
  await expect.poll(() => problems(page)).toEqual(["KV101 · main.bicep:16"]);
});

test("a link carries the files and the questions, and nothing is sent", async () => {
  await page.locator("#share").click();
  await expect.poll(() => status()).toMatch(/The link with your files is in the/);
  const { hash } = new URL(page.url());
  expect(hash).toMatch(/^#code=[\w-]+$/);
  const other = await openPlayground(served, hash);
  await expect.poll(() => problems(other)).toEqual(["KV101 · main.bicep:16"]);
  await expect.poll(() => answers(other)).toHaveLength(2);
  expect(await editor(other).innerText()).toBe(await editor(page).innerText());
  await other.context().close();
});

/** A vault in each language, and the fix that closes it. */
const vaults = {
  "second.bicep": `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
name: 'kv-bicep'
location: 'westeurope'
properties: {
tenantId: subscription().tenantId
networkAcls: {
bypass: 'None'
defaultAction: 'Allow'
}
}
}`,
  "second.json": `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv-json",
      "location": "westeurope",
      "properties": { "tenantId": "[subscription().tenantId]", "networkAcls": { "bypass": "None", "defaultAction": "Allow" } }
    }
  ]
}`,
  "third.tf": `resource "azurerm_key_vault" "kv" {
  name                = "kv-tf"
  location            = "westeurope"
  resource_group_name = "rg"
  sku_name            = "standard"
  tenant_id           = var.tenant_id

  network_acls {
    bypass         = "None"
    default_action = "Allow"
  }
}`,
};

describe.each(Object.entries(vaults))("a vault typed into %s", (name, text) => {
  let own: Page;
  const ofFile = async (): Promise<string | undefined> =>
    (await problems(own)).find((each) => each.startsWith(`KV101 · ${name}:`));

  beforeAll(async () => {
    own = await openPlayground(served);
  });
  afterAll(() => own.context().close());

  test("has a finding, which leads to its line", async () => {
    await expect.poll(() => problems(own)).toHaveLength(1);
    await addFile(own, name, text);
    await expect.poll(ofFile).toBeDefined();
    await own.getByRole("button", { name: `KV101 · ${name}` }).click();
    expect(await activeLine(own)).toMatch(/default_?action/i);
  });

  test("is simulated, and a step leads to its line", async () => {
    await own.locator("#source").fill("203.0.113.7");
    await own.keyboard.press("Enter");
    await expect.poll(() => answers(own)).toHaveLength(4);
    await own.locator("#files").getByRole("tab", { name: "main.bicep" }).click();
    const card = own
      .locator(".asked")
      .nth(1)
      .locator(".card")
      .filter({ hasText: /kv-(?:bicep|json|tf)/ });
    await card.evaluate((details) => {
      details.setAttribute("open", "");
    });
    const step = card.getByRole("button", { name: new RegExp(`^${name}:`) });
    await step.last().click();
    expect(await own.locator('#files [aria-selected="true"]').textContent()).toBe(name);
  });

  test("is closed by a fix, and a link carries it", async () => {
    await own.locator("#problems li").filter({ hasText: name }).locator(".small").click();
    await own.getByRole("menuitem", { name: /default_?action.*Deny/i }).click();
    await expect.poll(ofFile).toBeUndefined();
    await own.locator("#share").click();
    await expect.poll(() => status(own)).toMatch(/The link with your files is in the/);
    const other = await openPlayground(served, new URL(own.url()).hash);
    await expect.poll(() => problems(other)).toEqual(["KV101 · main.bicep:16"]);
    await expect.poll(() => answers(other)).toHaveLength(4);
    await other.context().close();
  });
});

test("files are renamed and deleted", async () => {
  await addFile(page, "third.tf", vaults["third.tf"]);
  await page.locator("#file-actions").click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  await page.locator("#file-name").fill("../evil.tf");
  await page.locator("#file-accept").click();
  expect(await page.locator("#file-fault").textContent()).toContain("Use a new name");
  await page.locator("#file-name").fill("main.tf");
  await page.locator("#file-accept").click();
  await expect.poll(async () => (await problems(page)).some((each) => each.includes("main.tf"))).toBe(true);
  await page.locator("#file-actions").click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect.poll(async () => (await problems(page)).some((each) => each.includes("main.tf"))).toBe(false);
});

test("picture and matrix are those of the extension, and lead to lines", async () => {
  await page.locator("#picture-tab").click();
  await expect.poll(() => page.locator("#picture .lane").count()).toBeGreaterThan(1);
  await page.locator("#picture .lane").first().click();
  await expect.poll(() => activeLine(page)).toContain("defaultAction");
  await page.locator("#matrix-tab").click();
  await expect.poll(() => page.locator("#matrix td[data-id]").count()).toBeGreaterThan(1);
  await page.locator("#matrix td[data-id]").first().click();
  await expect.poll(() => page.locator("#matrix #steps ol li").count()).toBeGreaterThan(3);
});

test("there is a choice of environments where files have several", async () => {
  await page.locator("#example").selectOption("environments");
  await expect
    .poll(() => page.locator(".choices #environment option").allTextContents())
    .toEqual([
      expect.stringContaining("All environments"),
      expect.stringContaining("dev"),
      expect.stringContaining("prod"),
      "Defaults",
    ]);
  await page.locator("#simulator-tab").click();
  await expect.poll(() => answers()).toHaveLength(2);
  await page.locator(".choices #environment").selectOption("prod");
  await expect.poll(() => answers()).toEqual([expect.stringContaining("kv-shop-prod")]);
});

test("an example of a rule is opened by its link, in each of its languages", async () => {
  const other = await openPlayground(served, "#example=KV109&syntax=terraform");
  await expect.poll(async () => (await problems(other)).map((each) => each.slice(0, 5))).toContain("KV109");
  await other.locator("#syntax").selectOption("arm");
  await expect.poll(async () => (await problems(other))[0]).toMatch(/json/);
  await other.context().close();
});

describe("by the keyboard alone", () => {
  test("the editor is left with Escape and Tab, and the list of problems leads back to a line", async () => {
    await page.locator("#example").selectOption("start");
    await expect.poll(() => problems(page)).toEqual(["KV101 · main.bicep:16"]);
    await editor(page).focus();
    await page.keyboard.press("Tab");
    expect(await editor(page).evaluate((field) => field.matches(":focus"))).toBe(true);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await expect.poll(() => editor(page).evaluate((field) => field.matches(":focus"))).toBe(false);
    await page.locator("#problems .place").first().focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => activeLine(page)).toContain("defaultAction");
  });

  test("F1 explains, and fixes are offered at the cursor", async () => {
    await page.keyboard.press("F1");
    await expect.poll(() => page.locator(".cm-hover").innerText()).toContain("KV101");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+.");
    await expect.poll(() => page.getByRole("menuitem").count()).toBeGreaterThan(1);
    await page.keyboard.press("Enter");
    await expect.poll(() => problems(page)).toEqual([]);
    await page.keyboard.press("Control+z");
  });

  test("sources are chosen and tabs are changed with arrow keys", async () => {
    await page.locator("#source").focus();
    await page.keyboard.type("storage");
    await expect.poll(() => page.locator("#sources .option").count()).toBeGreaterThan(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => answers()).toHaveLength(2);
    await page.locator("#simulator-tab").focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator("#picture-tab").getAttribute("aria-selected")).toBe("true");
    await page.keyboard.press("Home");
  });

  test("the keyboard stays in the list of problems and in answers when others come", async () => {
    for (const row of ["#problems .place", "#verdicts summary"]) {
      await expect.poll(() => page.locator(row).count()).toBeGreaterThan(0);
      await editor(page).focus();
      await page.keyboard.press("Control+Home");
      await editor(page).evaluate((field, selector) => {
        // All at once, before the server answers.
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", " ");
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        const shown = document.querySelector<HTMLElement>(selector);
        shown?.setAttribute("data-before", "");
        shown?.focus();
      }, row);
      await expect.poll(() => page.locator(`${row}[data-before]`).count()).toBe(0);
      expect(
        await page
          .locator(row)
          .first()
          .evaluate((shown) => shown.matches(":focus")),
      ).toBe(true);
      await editor(page).focus();
      await page.keyboard.press("Control+z");
    }
    await expect.poll(() => problems(page)).toEqual(["KV101 · main.bicep:16"]);
  });
});

test.each(["light", "dark"] as const)(
  "it keeps the accessibility guidelines in the %s theme",
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(served.faults).toEqual([]);
    for (const view of ["simulator", "picture", "matrix"]) {
      await page.locator(`#${view}-tab`).click();
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<axe.AxeResults>("axe.run()");
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
    // The checker makes elements with inline styles.
    expect(served.faults.splice(0).filter((fault) => !fault.startsWith("Applying inline style"))).toEqual([]);
  },
);

test("it has the theme that is chosen on the site, and offers the same choice", async () => {
  const other = await openPlayground(served, "", { colorScheme: "light" });
  const background = (): Promise<string> =>
    other.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await background()).toBe("rgb(252, 252, 250)");
  await other.getByRole("radio", { name: "System" }).focus();
  await other.keyboard.press("ArrowLeft");
  expect(await background()).toBe("rgb(16, 22, 29)");
  // The key under which the pages of the site keep it.
  expect(await other.evaluate(() => localStorage.getItem("theme"))).toBe("dark");
  await other.reload();
  await expect.poll(() => other.getByRole("radio", { name: "Dark" }).isChecked()).toBe(true);
  expect(await background()).toBe("rgb(16, 22, 29)");
  await other.context().close();
});

test("on a phone, nothing is wider than the screen", async () => {
  const viewport = { width: 360, height: 720 };
  const other = await openPlayground(served, "#example=environments", { viewport });
  await expect.poll(() => answers(other)).toHaveLength(2);
  expect(await other.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await other.context().close();
});

const bomb = Buffer.from(
  await new Response(
    new Blob(["0".repeat(50_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw")),
  ).arrayBuffer(),
).toString("base64url");

test.each([
  ["text that was not packed", "#code=%00%FF!!"],
  ["a bomb", `#code=${bomb}`],
  ["the name of no example", "#example=../../secrets"],
  ["markup", "#example=<img src=x onerror=alert(1)>"],
])("a link with %s opens an example and says so", async (_what, fragment) => {
  const other = await openPlayground(served, fragment);
  await expect.poll(() => status(other)).toMatch(/cannot be read|no such example/);
  await expect.poll(() => problems(other)).toEqual(["KV101 · main.bicep:16"]);
  await other.context().close();
});

test("a large paste is answered", async () => {
  await page.locator("#simulator-tab").click();
  const rules = Array.from(
    { length: 32_000 },
    (_, at) => `      { value: '198.51.${at % 250}.${at % 256}' }`,
  );
  const text = `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-large'
  location: 'westeurope'
  properties: {
    networkAcls: {
      bypass: 'None'
      defaultAction: 'Deny'
      ipRules: [
${rules.join("\n")}
      ]
    }
  }
}`;
  expect(text.length).toBeGreaterThan(1_000_000);
  await addFile(page, "large.bicep", "");
  await editor(page).evaluate((field, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await expect
    .poll(async () => (await problems(page)).some((each) => each.includes("large.bicep")))
    .toBe(true);
  await page.locator("#share").click();
  await expect.poll(() => status()).not.toBe("");
});

test("a server that fails is started again, which is said", async () => {
  await page.locator("#example").selectOption("start");
  await expect.poll(() => problems(page)).toEqual(["KV101 · main.bicep:16"]);
  await page.workers()[0]?.evaluate(() => {
    setTimeout(() => {
      throw new Error("on purpose");
    });
  });
  await expect.poll(() => status()).toMatch(/^Key Vault Network (?:ignores main\.bicep|.*restarted)/);
  await page.locator("#example").selectOption("environments");
  await expect.poll(() => answers()).toHaveLength(2);
  await page.locator("#example").selectOption("start");
  await expect.poll(() => problems(page)).toEqual(["KV101 · main.bicep:16"]);
  expect(served.faults.splice(0).filter((fault) => !fault.includes("on purpose"))).toEqual([]);
});

test("it speaks German", async () => {
  const other = await openPlayground(served, "", { locale: "de-AT" });
  await expect.poll(() => answers(other)).toEqual(["internet → kv-shop\nZugelassen · für jeden offen"]);
  await expect
    .poll(() => other.locator("#problems").innerText())
    .toContain("ist von jeder öffentlichen Adresse erreichbar");
  expect(await other.locator("html").getAttribute("lang")).toBe("de");
  expect(await other.getByRole("link", { name: "Anleitungen" }).getAttribute("href")).toBe("../guides/");
  await other.getByRole("link", { name: "English" }).click();
  await expect.poll(() => other.locator("#share").textContent()).toBe("Copy link");
  await other.context().close();
});

test("there were no errors, no requests to others and no violations of the policy", () => {
  expect(served.faults).toEqual([]);
});
