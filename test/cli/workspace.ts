import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { Report } from "../../server/src/core/index.ts";
import { type CliRun, runCli } from "./run-cli.ts";

/** A folder of files for one run of the command line. */
export interface Workspace {
  readonly folder: string;
  readonly path: (file: string) => string;
  /** Runs a command there; reports name files relative to the folder. */
  readonly run: (...argv: readonly string[]) => CliRun;
  /** Runs a command with `--format json`; options come last. */
  readonly json: (...argv: readonly string[]) => { readonly status: number; readonly report: Report };
  readonly remove: () => void;
}

/** Arguments that begin with `./` are paths in the folder. */
export function workspace(files: Readonly<Record<string, string | Buffer>>): Workspace {
  const folder = mkdtempSync(join(tmpdir(), "keyvault-network-"));
  const path = (file: string): string => join(folder, file);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), content);
  }
  const prefix = `${relative(process.cwd(), folder).replaceAll("\\", "/")}/`;
  const run = (...argv: readonly string[]): CliRun => {
    const { status, out, error } = runCli(...argv.map((each) => (each.startsWith("./") ? path(each) : each)));
    return { status, out: out.replaceAll(prefix, ""), error: error.replaceAll(prefix, "") };
  };
  const json = (...argv: readonly string[]): { readonly status: number; readonly report: Report } => {
    const { status, out } = run(...argv, "--format", "json");
    // The shape is what the tests of the contract are about.
    return { status, report: JSON.parse(out) as Report };
  };
  return {
    folder,
    path,
    run,
    json,
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";

/** The text of a template with these resources. */
export function templateText(resources: readonly object[], parts: object = {}): string {
  return JSON.stringify({ $schema: schema, contentVersion: "1.0.0.0", ...parts, resources }, null, 2);
}

/** The text of a parameter file. */
export function parametersText(values: Readonly<Record<string, unknown>>): string {
  const parameters = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
  return JSON.stringify({
    $schema: schema.replace("Template", "Parameters"),
    contentVersion: "1.0.0.0",
    parameters,
  });
}

export function vaultResource(name: string, networkAcls: object | string, more: object = {}): object {
  return {
    type: "Microsoft.KeyVault/vaults",
    apiVersion: "2023-07-01",
    name,
    properties: { networkAcls, ...more },
  };
}

/** A nested deployment of a template beside it. */
export function linked(name: string, relativePath: string): object {
  return {
    type: "Microsoft.Resources/deployments",
    apiVersion: "2022-09-01",
    name,
    properties: { mode: "Incremental", templateLink: { relativePath } },
  };
}

export const closed = { defaultAction: "Deny", bypass: "None" };
