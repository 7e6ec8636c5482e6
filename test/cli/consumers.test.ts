import { describe, expect, it } from "vitest";
import { runCli } from "./run-cli.ts";

const cases = "test/scenarios/consumers/main.bicep";

interface Told {
  readonly verdicts: readonly {
    readonly vault: string;
    readonly verdict: string;
    readonly scenario: { readonly service: string } | null;
  }[];
}

describe("simulate --from consumer:SYMBOL", () => {
  it("reports the scenario of the verdict, for the vaults that are used", () => {
    const { out } = runCli("simulate", cases, "--from", "consumer:cert", "--format", "json");
    // The shape of the report is held by the contract's own test.
    const { verdicts } = JSON.parse(out) as Told;
    expect(verdicts).toMatchObject([
      { vault: "kv", verdict: "allowed", scenario: { service: "azure-app-service" } },
    ]);
  });

  it("says for people what the verdict is about", () => {
    const { out, status } = runCli("simulate", cases, "--from", "consumer:cert", "--expect", "allow");
    expect(out).toContain("as Azure App Service: App Service is trusted only for");
    expect(status).toBe(0);
  });

  it("says which of rule and service endpoint is missing", () => {
    const { out, status } = runCli("simulate", cases, "--from", "consumer:fn", "--expect", "allow");
    expect(out).toContain("has no Microsoft.KeyVault service endpoint, so the rule has no effect");
    expect(status).toBe(1);
  });

  it("names the consumers there are when it knows none of that name", () => {
    const { error, status } = runCli("simulate", cases, "--from", "consumer:nobody");
    expect(error).toMatch(/consumer:nobody: no such consumer; available: .*\bsite\b/);
    expect(status).toBe(2);
  });
});
