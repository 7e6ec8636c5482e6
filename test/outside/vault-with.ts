/** A vault with a default action that lists nothing, so that hosted machines are blocked by *Deny*. */
export function vaultWith(action: "Allow" | "Deny"): string {
  return `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv1'
  location: 'westeurope'
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    publicNetworkAccess: 'Enabled'
    networkAcls: { defaultAction: '${action}', bypass: 'None' }
  }
}
`;
}
