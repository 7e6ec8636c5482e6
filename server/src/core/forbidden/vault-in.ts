/** The name of the first vault in a log, as the service, hosts, tools and manifests write it; null if there is none. */
export function vaultIn(plain: string): string | null {
  const [, named] = /\bVault: (?!https?:)([a-z][a-z0-9-]{1,62})\b/i.exec(plain) ?? [];
  const [, host] =
    /\b([a-z][a-z0-9-]{1,62})(?:\.privatelink)?\.(?:vault|managedhsm)(?:core)?\.(?:azure|usgovcloudapi|microsoftazure)\./i.exec(
      plain,
    ) ?? [];
  const [, argument] =
    /\b(?:keyvaultName|vaultName|vault-name)\b["']?(?: ?[:=] ?| )["']?([a-z][a-z0-9-]{1,62})\b/i.exec(
      plain,
    ) ?? [];
  const [, called] = /\bvault ['"]([a-z][a-z0-9-]{1,62})['"]/i.exec(plain) ?? [];
  return named ?? host ?? argument ?? called ?? null;
}
