import { join } from "node:path";
import { build } from "esbuild";

/** Writes the suite as one file that an extension host can load. */
export async function bundleSuite(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, "suite.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode"],
  });
}

const vault = {
  type: "Microsoft.KeyVault/vaults",
  apiVersion: "2026-02-01",
  name: "kv",
  properties: { networkAcls: { defaultAction: "Allow", bypass: "AzureServices" } },
};

/** The `main.json` of the folder that the suite runs in. */
export const suiteTemplate = JSON.stringify(
  {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: [vault],
  },
  null,
  2,
);
