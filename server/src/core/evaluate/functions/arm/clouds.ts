/**
 * The values of `environment()` in each cloud: public Azure, US government, China
 * (https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-deployment#environment).
 */
export const clouds: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "environment().name": "AzureCloud AzureUSGovernment AzureChinaCloud",
    "environment().suffixes.acrLoginServer": ".azurecr.io .azurecr.us .azurecr.cn",
    "environment().suffixes.keyvaultDns": ".vault.azure.net .vault.usgovcloudapi.net .vault.azure.cn",
    "environment().suffixes.sqlServerHostname":
      ".database.windows.net .database.usgovcloudapi.net .database.chinacloudapi.cn",
    "environment().suffixes.storage": "core.windows.net core.usgovcloudapi.net core.chinacloudapi.cn",
  }),
);
