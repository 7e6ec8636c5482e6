import type { Log } from "./log.ts";

/** Events of the Secrets Store CSI driver, and of operators that copy secrets. */
export const kubernetes: readonly Log[] = [
  [
    "name-resolution kv-one by 10.0.0.10",
    `  Warning  FailedMount  12s (x7 over 44s)  kubelet  MountVolume.SetUp failed for volume "secrets" : rpc error: code = Unknown desc = failed to mount secrets store objects for pod shop/api-6f7, err: rpc error: code = Unknown desc = failed to mount objects, error: failed to get objectType:secret, objectName:db, objectVersion:: Get "https://kv-one.vault.azure.net/secrets/db/?api-version=7.5": dial tcp: lookup kv-one.vault.azure.net on 10.0.0.10:53: no such host`,
  ],
  [
    "name-resolution kv-one by 10.0.0.10",
    `  Warning  UpdateFailed  9s (x4 over 30s)  external-secrets  error processing spec.data[0] (key: db), err: error retrieving secret: Get "https://kv-one.vault.azure.net/secrets/db": dial tcp: lookup kv-one.vault.azure.net on 10.0.0.10:53: no such host`,
  ],
  [
    "name-resolution kv-one",
    `ClusterSecretStore "azure" is not ready: could not validate provider: dial tcp: lookup kv-one.vault.azure.net: no such host`,
  ],
  [
    "dns-server kv-one by 10.0.0.10",
    `MountVolume.SetUp failed for volume "secrets": Get "https://kv-one.vault.azure.net/secrets/db": dial tcp: lookup kv-one.vault.azure.net on 10.0.0.10:53: read udp 10.244.1.7:51820->10.0.0.10:53: i/o timeout`,
  ],
  [
    "dns-server kv-one by 10.0.0.10",
    `SecretSyncedError: dial tcp: lookup kv-one.vault.azure.net on 10.0.0.10:53: server misbehaving`,
  ],
  [
    "timeout kv-one 10.1.2.4:443",
    `MountVolume.SetUp failed for volume "secrets-store-inline" : rpc error: code = Unknown desc = failed to get objectType:secret, objectName:db: Get "https://kv-one.vault.azure.net/secrets/db/?api-version=2016-10-01": dial tcp 10.1.2.4:443: i/o timeout`,
  ],
  [
    "timeout kv-one",
    `E0301 13:04:42.461313 1 server.go:54] failed to process mount request, error: keyvault.BaseClient#GetSecret: Failure sending request: StatusCode=0 -- Original Error: context deadline exceeded; SecretProviderClass keyvaultName: "kv-one"`,
  ],
  [
    "timeout -",
    `MountVolume.SetUp failed for volume "secrets" : rpc error: code = DeadlineExceeded desc = context deadline exceeded`,
  ],
  [
    "timeout kv-one 203.0.113.20:443",
    `SecretSyncedError could not get secret data from provider: Get "https://kv-one.vault.azure.net/secrets/db": dial tcp 203.0.113.20:443: connect: connection timed out`,
  ],
  [
    "timeout kv-one",
    `{"level":"error","msg":"Reconciler error","controller":"externalsecret","error":"Get \\"https://kv-one.vault.azure.net/secrets/db\\": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)","ExternalSecret":{"name":"db"}}`,
  ],
  [
    "refused kv-one 10.1.2.4:443",
    `MountVolume.SetUp failed for volume "secrets": Get "https://kv-one.vault.azure.net/secrets/db": read tcp 10.244.1.7:40404->10.1.2.4:443: read: connection reset by peer`,
  ],
  [
    "tls kv-one",
    `external-secrets: Get "https://kv-one.vault.azure.net/secrets/db": tls: failed to verify certificate: x509: certificate signed by unknown authority`,
  ],
  [
    "token(timeout) kv-one",
    `MountVolume.SetUp failed: failed to acquire token for https://kv-one.vault.azure.net/secrets/db: workload identity: Post "https://login.microsoftonline.com/t/oauth2/v2.0/token": dial tcp: i/o timeout`,
  ],
  [
    "token(name-resolution) - by 10.0.0.10",
    `SecretSyncedError: WorkloadIdentityCredential: Post "https://login.microsoftonline.com/t/oauth2/v2.0/token": dial tcp: lookup login.microsoftonline.com on 10.0.0.10:53: no such host`,
  ],
  [
    "sign-in -",
    `MountVolume.SetUp failed for volume "secrets": AADSTS70021: No matching federated identity record found for presented assertion. SecretProviderClass shop`,
  ],
  [
    "sign-in kv-one",
    `SecretProviderClass keyvaultName: kv-one; IMDS: {"error":"invalid_request","error_description":"Identity not found"}`,
  ],
];

/** Statuses of Key Vault references, as the portal, Resource Manager and logs of apps show them. */
export const appService: readonly Log[] = [
  [
    "vault-not-found kv-one",
    `{"id":"/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/app/config/configreferences/appsettings/DB","properties":{"reference":"@Microsoft.KeyVault(SecretUri=https://kv-one.vault.azure.net/secrets/db)","status":"VaultNotFound","vaultName":"kv-one","secretName":"db"}}`,
  ],
  ["vault-not-found kv-one", `Key Vault reference status: VaultNotFound, vaultName: kv-one`],
  [
    "unknown kv-one",
    `{"properties":{"reference":"@Microsoft.KeyVault(VaultName=kv-one;SecretName=db)","status":"AccessToKeyVaultDenied","vaultName":"kv-one"}}`,
  ],
  ["unknown kv-one", `configreferences/appsettings/DB AccessToKeyVaultDenied kv-one.vault.azure.net`],
  ["not-found kv-one", `{"properties":{"status":"SecretNotFound","vaultName":"kv-one","secretName":"db"}}`],
  [
    "not-found kv-one",
    `{"properties":{"status":"SecretVersionNotFound","vaultName":"kv-one","secretVersion":"1"}}`,
  ],
  ["sign-in kv-one", `{"properties":{"status":"MSINotEnabled","vaultName":"kv-one"}}`],
  ["sign-in kv-one", `{"properties":{"status":"UnauthorizedClient","vaultName":"kv-one"}}`],
  [
    "timeout kv-one",
    `{"properties":{"status":"FetchTimedOut","vaultName":"kv-one","details":"Reference timed out."}}`,
  ],
  [
    "invalid-reference -",
    `@Microsoft.KeyVault(SecretUri=kv-one/secrets/db): {"properties":{"status":"InvalidSyntax","details":"Reference was not able to be parsed."}}`,
  ],
  [
    "unexplained kv-one",
    `{"properties":{"status":"OtherReasons","vaultName":"kv-one","details":"Reference was not able to be resolved."}}`,
  ],
  [
    "name-resolution kv-one :443",
    `Key Vault reference of DB: System.Net.Http.HttpRequestException: No such host is known. (kv-one.vault.azure.net:443)`,
  ],
  [
    "timeout kv-one :443",
    `@Microsoft.KeyVault(VaultName=kv-one;SecretName=db) not read: A connection attempt failed because the connected party did not properly respond after a period of time (kv-one.vault.azure.net:443)`,
  ],
  [
    "token(timeout) -",
    `Key Vault reference: ManagedIdentityCredential authentication failed: GET http://127.0.0.1:41741/msi/token/?api-version=2019-08-01 The operation has timed out`,
  ],
  ["unexplained -", `Key Vault reference could not be resolved: OtherReasons`],
];
