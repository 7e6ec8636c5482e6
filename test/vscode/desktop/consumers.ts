import { beforeAll, expect, test } from "vitest";
import type { Row } from "../support/list.ts";
import type { Session } from "../support/session.ts";
import type { Workbench } from "../support/workbench.ts";

/** A closed vault, a certificate that is taken out of it as a trusted service does, and an app whose settings are cut off. */
const template = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.KeyVault/vaults",
      "apiVersion": "2026-02-01",
      "name": "kv",
      "properties": { "networkAcls": { "defaultAction": "Deny", "bypass": "AzureServices" } }
    },
    {
      "type": "Microsoft.Web/certificates",
      "apiVersion": "2024-04-01",
      "name": "tls",
      "properties": {
        "keyVaultId": "[resourceId('Microsoft.KeyVault/vaults', 'kv')]",
        "keyVaultSecretName": "tls"
      }
    },
    {
      "type": "Microsoft.Web/sites",
      "apiVersion": "2024-04-01",
      "name": "site",
      "properties": {
        "siteConfig": {
          "appSettings": [{ "name": "key", "value": "@Microsoft.KeyVault(VaultName=kv;SecretName=key)" }]
        }
      }
    }
  ]
}
`;

/** Who uses a vault, and how they are answered; what one test leaves behind, the next one finds. */
export function consumers(vscode: Session): void {
  let workbench: Workbench;
  beforeAll(async () => {
    workbench = await vscode.open({ "main.json": template });
    await workbench.openFile("main.json");
  });

  test("a resource is simulated like any other caller, and trust is shown with its scenario", async () => {
    await simulate(workbench, "tls");
    // Below are the steps of the only answer, once they are unfolded.
    await expect
      .poll(async () => (await shown(workbench, "Access Simulation")).slice(0, 2))
      .toEqual(["tls | resource", "kv | Allowed for “Deploying Azure Web App Certificate…” only"]);
    await simulate(workbench, "site");
    await expect
      .poll(() => shown(workbench, "Access Simulation"))
      .toContain("kv | Denied · not trusted · App Service Key Vault references");
  });

  test("the view of vaults shows who uses each, and who is blocked", async () => {
    await workbench.openView("Overview");
    // Between other open views there is room for a few rows only.
    for (const other of ["Access Simulation", "Findings"]) await workbench.foldView(other);
    const tree = workbench.tree("Overview");
    await tree.expand("kv");
    await expect.poll(() => shown(workbench, "Overview")).toContain("Consumers | 2 · 1 blocked");
    await tree.expand("Consumers");
    await expect
      .poll(() => shown(workbench, "Overview"))
      .toEqual(
        expect.arrayContaining([
          "tls | Allowed · Azure App Service",
          "site | Denied · App Service Key Vault references",
        ]),
      );
  });

  test("browsing the services answers for those without trust too, and the hover leads there", async () => {
    expect(await workbench.editor.hover('"AzureServices"', "Not covered")).toContain(
      "Browse trusted services",
    );
    await workbench.page.getByText("Browse trusted services…").first().click();
    await expect.poll(() => workbench.quickInput.title()).toMatch(/^Trusted Services, .* 2026-08-20$/);
    await workbench.quickInput.fill("devops");
    await expect
      .poll(async () => (await workbench.quickInput.rows())[0]?.description)
      .toMatch(/^not a trusted service, needs a subnet rule/);
  });
}

async function simulate(workbench: Workbench, resource: string): Promise<void> {
  await workbench.run("Key Vault Network: Simulate Access...");
  await workbench.quickInput.fill(resource);
  await workbench.quickInput.choose(resource);
}

async function shown(workbench: Workbench, view: string): Promise<readonly string[]> {
  const rows: readonly Row[] = await workbench.tree(view).rows();
  return rows.map(({ label, description }) => (description === "" ? label : `${label} | ${description}`));
}
