/** The texts of the service as public issues quote them, with identities that must never come out again. */
const caller =
  "Caller: appid=11111111-2222-3333-4444-555555555555;oid=66666666-7777-8888-9999-000000000000;iss=https://sts.windows.net/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee/;xms_mirid=/subscriptions/99999999-8888-7777-6666-555555555555/resourcegroups/rg/providers/Microsoft.Compute/virtualMachines/vm";

export const identity = /[0-9a-f]{8}-[0-9a-f]{4}-|appid|oid=|sts\.windows|xms_/i;

export interface Body {
  readonly shape: string;
  readonly message: string;
  readonly inner: string;
  readonly client: string | null;
}

export const bodies: readonly Body[] = [
  {
    shape: "firewall",
    message: `Client address is not authorized and caller is not a trusted service.\r\nClient address: 198.51.100.7\r\n${caller}\r\nVault: kv-one;location=westeurope`,
    inner: "ForbiddenByFirewall",
    client: "198.51.100.7",
  },
  {
    shape: "firewall-bypass-none",
    message: `Request was not allowed by NSP rules and the client address is not authorized and caller was ignored because bypass is set to None\r\nClient address: 198.51.100.7\r\n${caller}\r\nVault: kv-one;location=westeurope`,
    inner: "ForbiddenByFirewall",
    client: "198.51.100.7",
  },
  {
    shape: "disabled",
    message: `Public network access is disabled and request is not from a trusted service nor via an approved private link.\r\n${caller}\r\nVault: kv-one;location=westeurope`,
    inner: "ForbiddenByConnection",
    client: null,
  },
  {
    shape: "disabled-bypass-none",
    message: `Connection is not an approved private link and caller was ignored because bypass is not set to 'AzureServices' and PublicNetworkAccess is set to 'Disabled'.\r\n${caller}\r\nVault: kv-one;location=westeurope`,
    inner: "ForbiddenByConnection",
    client: null,
  },
  {
    shape: "permission",
    message: `Caller is not authorized to perform action on resource.\r\nIf role assignments, deny assignments or role definitions were changed recently, please observe propagation time.\r\n${caller}\r\nAction: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'\r\nVault: kv-one;location=westeurope`,
    inner: "ForbiddenByRbac",
    client: null,
  },
];

/** The ways in which tools print a body. */
export const wrappings: Readonly<Record<string, (body: Body) => string>> = {
  "the body": ({ message, inner }) =>
    JSON.stringify({ error: { code: "Forbidden", message, innererror: { code: inner } } }),
  "the Azure CLI": ({ message, inner }) =>
    `ERROR: (Forbidden) ${message}\nCode: Forbidden\nMessage: ${message}\nInner error: {\n    "code": "${inner}"\n}`,
  "an SDK": ({ message, inner }) =>
    `Azure.RequestFailedException: ${message}\nStatus: 403 (Forbidden)\nErrorCode: Forbidden\n\nContent:\n${JSON.stringify({ error: { code: "Forbidden", message, innererror: { code: inner } } })}\n\nHeaders:\nx-ms-keyvault-network-info: conn_type=Ipv4;addr=198.51.100.7;act_addr_fam=InterNetwork;\nx-ms-request-id: 12345678-1234-1234-1234-123456789012`,
  Terraform: ({ message, inner }) =>
    `╷\n│ Error: checking for presence of existing Secret "db" (Key Vault "https://kv-one.vault.azure.net/"): keyvault.BaseClient#GetSecret: Failure responding to request: StatusCode=403 -- Original Error: autorest/azure: Service returned an error. Status=403 Code="Forbidden" Message="${message.replaceAll("\r\n", "\\r\\n").replace("caller is not a", "caller is\n│ not a")}" InnerError={"code":"${inner}"}\n│ \n│   with azurerm_key_vault_secret.db,\n╵`,
  "a pipeline": ({ message, inner }) =>
    `2026-03-01T10:00:00.1234567Z ##[error]\u001b[31m${message.replaceAll("\r\n", "\r\n2026-03-01T10:00:01.1234567Z ")}\u001b[0m\n2026-03-01T10:00:02.1234567Z ##[error]{"code":"${inner}"}`,
};
