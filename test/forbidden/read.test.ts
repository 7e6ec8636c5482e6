import { describe, expect, test } from "vitest";
import { readError } from "../../server/src/core/index.ts";
import { bodies, identity, wrappings } from "./bodies.ts";

describe.each(Object.entries(wrappings))("a 403 as printed by %s", (_, wrap) => {
  test.each(bodies)("recognizes $shape", (body) => {
    const read = readError(wrap(body));
    expect(read).toEqual({ kind: "forbidden", shape: body.shape, client: body.client, vault: "kv-one" });
    expect(JSON.stringify(read)).not.toMatch(identity);
  });
});

describe("other texts", () => {
  test.each([
    [
      "Firewall is turned on and your client IP address is not authorized to access this key vault.",
      "firewall",
      null,
    ],
    ["This TCP connection does not allow access to kv-two.vault.azure.net.", "wrong-endpoint", "kv-two"],
    [
      "The user, group or application 'appid=x' does not have secrets get permission on key vault 'kv;location=x'. (AccessDenied)",
      "permission",
      null,
    ],
    [
      '{"error":{"code":"Forbidden","message":"Something new","innererror":{"code":"ForbiddenByFirewall"}}} https://kv-one.vault.azure.net/',
      "firewall",
      "kv-one",
    ],
    ['{"innererror":{"code":"ForbiddenByConnection"}}', "disabled", null],
    ["GET https://kv-one.vault.azure.net/secrets/db 403 Forbidden", "unknown", "kv-one"],
    ["Client address (00.00.00.00) is not authorized and caller is not a trusted service", "firewall", null],
  ])("%s", (text, shape, vault) => {
    expect(readError(text)).toEqual({ kind: "forbidden", shape, client: null, vault });
  });

  test("that hold no 403 are none", () => {
    expect(readError("Deployment succeeded.")).toBeNull();
    expect(readError("")).toBeNull();
  });

  test("report the first of several", () => {
    const [firewall, , disabled] = bodies;
    const log = [disabled, firewall].map((body) => body?.message ?? "").join("\n");
    expect(readError(log)?.shape).toBe("disabled");
  });
});
