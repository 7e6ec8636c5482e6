import { commands, Disposable, window, workspace } from "vscode";

/** A template to try things out with: a vault that is reachable from every network. */
const sample = `// A key vault that is reachable from every network. Try the light bulb on 'Allow', and Simulate Access.
resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-sample'
  location: resourceGroup().location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Allow'
      ipRules: [
        { value: '203.0.113.0/24' }
      ]
    }
  }
}
`;

/** The commands for getting started and for reporting an issue. */
export function gettingStarted(extensionId: string): Disposable {
  return Disposable.from(
    commands.registerCommand("keyVaultNetwork.openSample", async () => {
      await window.showTextDocument(await workspace.openTextDocument({ language: "bicep", content: sample }));
    }),
    commands.registerCommand("keyVaultNetwork.reportIssue", async () => {
      // The reporter adds versions automatically; no part of a template is included.
      const issueBody = "What I did:\n\nWhat I expected:\n\nWhat happened:\n";
      await commands.executeCommand("vscode.openIssueReporter", { extensionId, issueBody });
    }),
  );
}
