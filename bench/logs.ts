import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cost } from "./repositories.ts";
import { builtBundles } from "./server-process.ts";
import type { Row } from "./table.ts";

/**
 * `replay` of a log of 64 MB and of 1 GB with as many callers, compared with reading the bytes: how long it takes, and that memory does
 * not grow.
 */
export function benchLogs(): readonly Row[] {
  const home = mkdtempSync(join(tmpdir(), "keyvault-network-logs-"));
  const cli = join(builtBundles(), "cli.js");
  const rows = [64e6, 1e9].map((size): Row => {
    const folder = join(home, String(size));
    mkdirSync(folder);
    writeFileSync(
      join(folder, "main.bicep"),
      "resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {\n  name: 'kv-shop'\n  properties: {}\n}\n",
    );
    writeLog(join(folder, "audit.jsonl"), size);
    const bytes = cost(folder, home, [
      "-e",
      "let n = 0; require('node:fs').createReadStream('audit.jsonl').on('data', (part) => { n += part.length; });",
    ]);
    const replayed = cost(folder, home, [cli, "replay", "audit.jsonl", "main.bicep", "--suggest"]);
    rmSync(folder, { recursive: true });
    return {
      what: `${(size / 1e6).toFixed(0)} MB, 1,000 callers`,
      "processor time": `${replayed.processor.toFixed(1)} s`,
      "of reading the bytes": `${(replayed.processor / bytes.processor).toFixed(1)}×`,
      "memory at its peak": `${replayed.megabytes.toFixed(0)} MB`,
    };
  });
  rmSync(home, { recursive: true });
  return rows;
}

/** Records as a storage account keeps them, written by hand: the reader has no part in it. */
function writeLog(path: string, size: number): void {
  const file = openSync(path, "w");
  for (let written = 0, at = 0; written < size;) {
    let text = "";
    while (text.length < 1e6) {
      const caller = at++ % 1_000;
      const minute = String(at % 60).padStart(2, "0");
      text += `{"time":"2026-11-${String((at % 28) + 1).padStart(2, "0")}T10:${minute}:00.1234567Z","resourceId":"/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000001/RESOURCEGROUPS/SHOP/PROVIDERS/MICROSOFT.KEYVAULT/VAULTS/KV-SHOP","operationName":"SecretGet","operationVersion":"7.4","category":"AuditEvent","resultType":"Success","resultSignature":"OK","durationMs":"18","callerIpAddress":"20.81.${Math.floor(caller / 250)}.${caller % 250}","correlationId":"00000000-0000-0000-0000-${String(at).padStart(12, "0")}","identity":{"claim":{"appid":"00000000-0000-0000-0000-00000000000a"}},"properties":{"id":"https://kv-shop.vault.azure.net/secrets/password","clientInfo":"azsdk","requestUri":"https://kv-shop.vault.azure.net/secrets/password/?api-version=7.4","httpStatusCode":200}}\n`;
    }
    written += writeSync(file, text);
  }
  closeSync(file);
}
