import { describe, expect, test } from "vitest";
import { readError } from "../../server/src/core/index.ts";
import type { LoggedError } from "../../server/src/core/forbidden/read.ts";
import { identity } from "./bodies.ts";
import { dotnet } from "./logs/dotnet.ts";
import { go } from "./logs/go.ts";
import { java } from "./logs/java.ts";
import { javascript } from "./logs/javascript.ts";
import type { Log } from "./logs/log.ts";
import { appService, kubernetes } from "./logs/platforms.ts";
import { python } from "./logs/python.ts";
import { azureCli, commandLine, powershell } from "./logs/scripts.ts";
import { terraform } from "./logs/terraform.ts";

const families: Readonly<Record<string, readonly Log[]>> = {
  dotnet,
  javascript,
  python,
  java,
  go,
  terraform,
  "azure-cli": azureCli,
  powershell,
  "command-line": commandLine,
  kubernetes,
  "app-service": appService,
};

/** `token(timeout) kv-one 10.1.2.4:443 by 10.0.0.4`: what failed, of which vault, where, and which DNS server answered. */
function summary(error: LoggedError | null): string {
  if (!error) return "nothing";
  const { shape, vault } = error;
  if (error.kind === "forbidden") return `${shape} ${vault ?? "-"}`;
  const { tokenFailure, address, port, resolver } = error;
  const how = tokenFailure === null ? "" : `(${tokenFailure})`;
  const where = address === null && port === null ? "" : ` ${address ?? ""}:${port ?? ""}`;
  return `${shape}${how} ${vault ?? "-"}${where}${resolver === null ? "" : ` by ${resolver}`}`;
}

describe.each(Object.entries(families))("a log of %s", (family, logs) => {
  test("is there in at least 15 variants", () => {
    expect(logs.length).toBeGreaterThanOrEqual(15);
  });

  test.each(logs)("reads %s", (reads, text) => {
    const error = readError(text);
    expect(summary(error)).toBe(reads);
    expect(JSON.stringify(error)).not.toMatch(identity);
    if (error?.kind === "failure") expect(error.loggedBy).toBe(family);
  });

  test.each(logs)(
    "reads %s with the line ends of Windows, in colours and in the frame of a pipeline",
    (reads, text) => {
      const lines = text
        .split("\n")
        .map((line) => `2026-03-01T10:00:00.1234567Z ##[error]\u001b[31m${line}\u001b[0m`);
      expect(summary(readError(lines.join("\r\n")))).toBe(reads);
      expect(summary(readError(JSON.stringify({ log: text })))).toBe(reads);
    },
  );
});

describe("other texts", () => {
  test.each([
    [
      "of another host that Python explains",
      "NameResolutionError: Failed to resolve 'registry.example.org' ([Errno -2] Name or service not known)",
    ],
    ["of another host", "Error: getaddrinfo ENOTFOUND registry.example.org"],
    [
      "of another service",
      'Get "https://management.azure.com/subscriptions": dial tcp 203.0.113.9:443: i/o timeout',
    ],
    ["of another store", "HTTPSConnectionPool(host='st.blob.core.windows.net', port=443): Read timed out."],
    ["without a failure", "GET https://kv-one.vault.azure.net/secrets/db 200 OK"],
    [
      "of success",
      "TcpTestSucceeded : True, ComputerName : kv-one.vault.azure.net, RemoteAddress : 10.1.2.4",
    ],
  ])("%s are none", (_, text) => {
    expect(readError(text)).toBeNull();
  });

  test.each([
    [
      "names the vault, not another host before it",
      `getaddrinfo ENOTFOUND registry.example.org\n${"-".repeat(700)}\ngetaddrinfo ENOTFOUND kv-one.vault.azure.net`,
      "name-resolution kv-one",
    ],
    [
      "is a rejection if a credential was missing before it",
      "ManagedIdentityCredential authentication unavailable, no response from the IMDS endpoint. AzureCliCredential succeeded. Status: 403 (Forbidden) https://kv-one.vault.azure.net",
      "unknown kv-one",
    ],
    [
      "is a rejection that the service explains",
      "ForbiddenByConnection kv-one.vault.azure.net ... later: connect ETIMEDOUT 10.1.2.4:443",
      "disabled kv-one",
    ],
    [
      "is the first of several",
      "getaddrinfo ENOTFOUND kv-one.vault.azure.net; then https://kv-one.vault.azure.net: connect ETIMEDOUT 10.1.2.4:443",
      "name-resolution kv-one",
    ],
    [
      "is about the request before it, not about what is named behind it",
      'Post "https://login.microsoftonline.com/t/oauth2/v2.0/token": dial tcp: i/o timeout for kv-one.vault.azure.net',
      "token(timeout) kv-one",
    ],
    [
      "is about the host that the error names, not about a request before it",
      "GET https://kv-one.vault.azure.net/secrets/db A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond. (login.microsoftonline.com:443)",
      "token(timeout) kv-one :443",
    ],
    ["knows other clouds", "getaddrinfo ENOTFOUND kv-cn.vault.azure.cn", "name-resolution kv-cn"],
    [
      "knows managed HSMs",
      "curl: (6) Could not resolve host: hsm-one.managedhsm.azure.net",
      "name-resolution hsm-one",
    ],
    [
      "knows names in the zones of private endpoints",
      "getaddrinfo ENOTFOUND kv-one.privatelink.vaultcore.azure.net",
      "name-resolution kv-one",
    ],
    [
      "takes no impossible address",
      "https://kv-one.vault.azure.net connect ETIMEDOUT 10.1.2.999:443",
      "timeout kv-one :443",
    ],
  ])("%s", (_, text, reads) => {
    expect(summary(readError(text))).toBe(reads);
  });
});
