import { expect } from "vitest";
import type { Workbench } from "../support/workbench.ts";
import { type Feature, openTemplate } from "./feature.ts";

export const forbidden: readonly Feature[] = [
  {
    name: "a 403 is taken from the clipboard, and what differs from the template is named",
    show: fromClipboard,
  },
  { name: "a pasted 403 is explained without naming the caller", show: fromInput },
  { name: "a failed connection is explained, from the clipboard or pasted", show: connection },
];

const identity = "11111111-2222-3333-4444-555555555555";

function log(vault: string): string {
  return (
    "Code: Forbidden Message: Client address is not authorized and caller is not a trusted service. " +
    `Client address: 20.111.13.60 Caller: appid=${identity};oid=${identity};iss=https://sts.windows.net/ ` +
    `Vault: ${vault};location=westeurope InnerError: {"code":"ForbiddenByFirewall"}`
  );
}

async function fromClipboard(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await workbench.clipboard.write(log("kv-data"));
  await workbench.run("Key Vault Network: Explain a 403 Error...");
  await workbench.quickInput.choose("From clipboard");
  await explained(workbench, "kv-data");
  expect(await workbench.pages()).toContain(
    "publicNetworkAccess: the state says Enabled, the template says Disabled",
  );
  await workbench.closeEditor();
}

async function fromInput(workbench: Workbench): Promise<void> {
  await openTemplate(workbench);
  await workbench.clipboard.write("");
  await workbench.run("Key Vault Network: Explain a 403 Error...");
  await expect.poll(() => workbench.quickInput.placeholder()).toContain("the log that contains it");
  await workbench.quickInput.fill(log("kv-prod"));
  await expect.poll(() => firstRow(workbench)).toBe("Explain this error: 20.111.13.60 → kv-prod");
  await workbench.quickInput.accept();
  await explained(workbench, "kv-prod");
  await followFix(workbench);
  await workbench.closeEditor();
}

/** The first fix is a link, which opens its change. */
async function followFix(workbench: Workbench): Promise<void> {
  await workbench.followLink(/^Add 20\.111\.13\.60\/32 to ipRules/);
  await expect
    .poll(() => workbench.titles())
    .toContainEqual(expect.stringMatching(/^Preview Fix of 20\.111\.13\.60 → kv-prod/));
  await workbench.closeEditor();
}

async function firstRow({ quickInput }: Workbench): Promise<string> {
  const [row] = await quickInput.rows();
  return row ? `${row.label}: ${row.description}` : "";
}

async function connection(workbench: Workbench): Promise<void> {
  const failure = `RestError for appid=${identity}: getaddrinfo ENOTFOUND kv-prod.vault.azure.net`;
  const command = "Key Vault Network: Explain a Connection Failure...";
  await openTemplate(workbench);
  await workbench.clipboard.write(failure);
  await workbench.run(command);
  await workbench.quickInput.choose("From clipboard");
  await failed(workbench);
  await workbench.clipboard.write("");
  await workbench.run(command);
  await workbench.quickInput.fill("getaddrinfo ENOTFOUND registry.example.org");
  await expect
    .poll(async () => (await workbench.quickInput.rows())[0]?.detail)
    .toContain("nor a failed connection to a vault");
  await workbench.quickInput.fill(failure);
  await expect.poll(() => firstRow(workbench)).toBe("Explain this error: kv-prod");
  await workbench.quickInput.accept();
  await failed(workbench);
}

async function failed(workbench: Workbench): Promise<void> {
  await expect
    .poll(() => workbench.titles())
    .toContainEqual(expect.stringContaining("Why the call to the vault failed"));
  await expect.poll(() => workbench.pages()).toContain("check that kv-prod is deployed");
  expect(await workbench.pages()).not.toContain(identity);
  await workbench.closeEditor();
}

async function explained(workbench: Workbench, vault: string): Promise<void> {
  await expect
    .poll(() => workbench.titles())
    .toContainEqual(expect.stringContaining("Why the vault returned 403"));
  await expect.poll(() => workbench.pages()).toContain(`20.111.13.60 → ${vault}`);
  expect(await workbench.pages()).not.toContain(identity);
}
