import { commands, Disposable, window, workspace } from "vscode";

/** A template to try things out on: a vault that lets every network in. */
const sample = `// A key vault that every network reaches. Try the light bulb on 'Allow', and Simulate Access.
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

/** The commands for somebody new, and for somebody whom something does not suit. */
export function gettingStarted(extensionId: string): Disposable {
  return Disposable.from(
    commands.registerCommand("keyVaultNetwork.openSample", async () => {
      await window.showTextDocument(await workspace.openTextDocument({ language: "bicep", content: sample }));
    }),
    commands.registerCommand("keyVaultNetwork.reportIssue", async () => {
      // The reporter names versions by itself; nothing of a template goes into it.
      const issueBody = "What I did:\n\nWhat I expected:\n\nWhat happened:\n";
      await commands.executeCommand("vscode.openIssueReporter", { extensionId, issueBody });
    }),
  );
}
