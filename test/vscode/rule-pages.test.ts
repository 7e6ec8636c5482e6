import { expect, test } from "vitest";
import { useDesktop, useWeb } from "./support/session.ts";
import { openVault } from "./support/templates.ts";
import type { Workbench } from "./support/workbench.ts";

const desktop = useDesktop();
const web = useWeb();

test("a finding is explained by its rule's page, in the editor", async () => {
  const workbench = await desktop.open({ "main.json": openVault });
  await workbench.openFile("main.json");
  await workbench.editor.applyCodeAction('"Allow"', "Explain KV101");
  await expect.poll(() => previewed(workbench)).toContain("The firewall is off");
});

test("any rule is explained from the palette, found by a word of what it reports, in the browser too", async () => {
  const workbench = await web.open({ "main.json": openVault });
  await workbench.run("Key Vault Network: Explain Rule...");
  await workbench.quickInput.fill("uses a group ID");
  await workbench.quickInput.choose("KV401");
  // In the browser, the rendered page is in a frame of another origin, so the source text is checked.
  await workbench.page.getByRole("button", { name: "Show Source" }).click();
  await expect.poll(() => workbench.editor.visibleText()).toContain("# KV401 wrong-group-id");
});

/** The text of the rendered Markdown, which is in a nested frame. */
async function previewed({ page }: Workbench): Promise<string> {
  const texts = page.frames().map((frame) =>
    frame
      .locator(".markdown-body")
      .first()
      .innerText({ timeout: 500 })
      .catch(() => ""),
  );
  return (await Promise.all(texts)).join("\n");
}
