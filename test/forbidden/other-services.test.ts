import { describe, expect, test } from "vitest";
import { readError } from "../../server/src/core/index.ts";

/** Failures of other services, as they print them. */
const others: Readonly<Record<string, string>> = {
  "Azure Policy about a storage account": `(RequestDisallowedByPolicy) Resource 'st1' was disallowed by policy. Reasons: 'Storage accounts must disable public network access'
Code: RequestDisallowedByPolicy
Message: Resource 'st1' was disallowed by policy. HTTP status 403 (Forbidden)`,
  "Azure Resource Manager": `PUT https://management.azure.com/subscriptions/s/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-one
RESPONSE 403: 403 Forbidden
ERROR CODE: AuthorizationFailed`,
  "roles in Azure Resource Manager": `Status=403 Code="AuthorizationFailed" Message="The client 'x' does not have authorization to perform action 'Microsoft.KeyVault/vaults/write'". 403 Forbidden`,
  "a storage account": `Error: retrieving Container "tfstate": unexpected status 403 (403 Forbidden) with AuthorizationFailure: This request is not authorized to perform this operation. https://sttfstate.blob.core.windows.net/tfstate`,
  "a storage account, without its address": `azure.storage.blob._shared StorageErrorException: Operation returned an invalid status 'This request is not authorized to perform this operation.' ErrorCode:AuthorizationFailure 403 (Forbidden)`,
  "a storage account with its code": `<Error><Code>AccessDenied</Code><Message>Public access is not permitted on this storage account.</Message></Error> GET https://st.blob.core.windows.net/x`,
  "the certificate of a blob endpoint": `x509: certificate is valid for *.blob.core.windows.net, not st.privatelink.blob.core.windows.net`,
  "the certificate of a blob endpoint in Python": `SSLError: hostname 'st.privatelink.blob.core.windows.net' doesn't match; certificate verify failed`,
  "a certificate that a storage account does not find": `https://st.blob.core.windows.net/certs/a.pfx CertificateNotFound`,
  "HashiCorp Vault": `Error making API request.

URL: PUT https://vault.example.com:8200/v1/auth/approle/login
Code: 403. Errors:

* permission denied`,
  "HashiCorp Vault, without its address": `Error making API request. Code: 403. Errors: * 1 error occurred: * permission denied`,
  "HashiCorp Vault that cannot be reached": `Get "http://vault:8200/v1/sys/health": dial tcp: lookup vault on 10.0.0.10:53: no such host`,
  "HashiCorp Vault that refuses connections": `vault agent: dial tcp 10.0.0.5:8200: connect: connection refused`,
  "a bucket of another cloud": `An error occurred (AccessDenied) when calling the GetObject operation: https://bucket.s3.amazonaws.com/x`,
};

describe.each(Object.entries(others))("a failure of %s", (_, log) => {
  test("is not one of a key vault", () => {
    expect(readError(log)).toBeNull();
  });

  test("does not hide one of a key vault behind it", () => {
    const own = `GET https://kv-one.vault.azure.net/secrets/a ${"·".repeat(900)} 403 Forbidden from https://kv-two.vault.azure.net/`;
    const found = readError(`${log}\n${"-".repeat(1000)}\n${own}`);
    expect(found).toMatchObject({ kind: "forbidden", shape: "unknown", vault: "kv-two" });
  });
});

/** What names another service as well is still a key vault's. */
const owned: Readonly<Record<string, readonly [log: string, expected: object]>> = {
  "a vault whose policy forbids": [
    'Operation "get" is not allowed by vault policy. ForbiddenByPolicy kv-one.vault.azure.net',
    { shape: "permission", vault: "kv-one" },
  ],
  "an access policy": [
    'Access denied. Caller was not found on any access policy. "innererror":{"code":"AccessDenied"} https://kv-one.vault.azure.net/',
    { shape: "permission", vault: "kv-one" },
  ],
  "a caller whose token names its issuer": [
    "(Forbidden) 403 Forbidden Caller: appid=a;iss=https://sts.windows.net/t/ Vault: kv-one;location=westeurope",
    { shape: "unknown", vault: "kv-one" },
  ],
  "a vault beside a storage account": [
    `uploaded to https://st.blob.core.windows.net/x ${" .".repeat(200)} GET https://kv-one.vault.azure.net/secrets/a: 403 Forbidden`,
    { shape: "unknown", vault: "kv-one" },
  ],
  "a certificate for the names of vaults": [
    "x509: certificate is valid for *.vault.azure.net, not kv-one.privatelink.vaultcore.azure.net",
    { shape: "tls", vault: "kv-one" },
  ],
  "a reference whose status is the only sign": [
    "Key Vault reference status: AccessToKeyVaultDenied",
    { shape: "unknown" },
  ],
};

describe("a failure of a key vault", () => {
  test.each(Object.entries(owned))("is read: %s", (_, [log, expected]) => {
    expect(readError(log)).toMatchObject(expected);
  });
});

/** Azure Policy rejects a vault, and nothing called it. */
const policies: Readonly<Record<string, string>> = {
  "Azure Policy, as Azure CLI prints it": `(RequestDisallowedByPolicy) Resource 'kv-one' was disallowed by policy. Reasons: 'Key vaults must disable public network access'.
Code: RequestDisallowedByPolicy
Message: Resource 'kv-one' was disallowed by policy. HTTP status 403 (Forbidden)`,
  "Azure Policy, as azurerm prints it": `Error: creating Key Vault (Subscription: "s" Resource Group Name: "rg" Key Vault Name: "kv-one"): performing CreateOrUpdate: unexpected status 403 (403 Forbidden) with error: RequestDisallowedByPolicy: Resource 'kv-one' was disallowed by policy.`,
};

describe("a policy that rejects a key vault", () => {
  test.each(Object.entries(policies))("is read, but as no call: %s", (_, log) => {
    expect(readError(log)).toMatchObject({ kind: "forbidden", shape: "rejected-policy", vault: "kv-one" });
  });
});
