import { fileNameOf } from "../files/documents.ts";
import { type Node, parseTree } from "jsonc-parser";
import type { Document, DocumentId, Span } from "../text/document.ts";
import { type Job, jobOf, type Machine, useOf, type VaultCall } from "./job.ts";
import { vaultNamesIn } from "./names.ts";
import { foldWord } from "../text/fold.ts";

/** Settings for programs: `.env`, `appsettings.json` and `local.settings.json`, but no examples of these. */
export function isSettingsFile(id: DocumentId): boolean {
  const name = fileName(id);
  return isVariables(name) || /^(?:appsettings(?:\.[\w-]+)?|local\.settings)\.json$/.test(name);
}

/** A file with a line for each variable. */
function isVariables(name: string): boolean {
  return (
    /^[\w-]*\.env(?:\.[\w-]+)?$/.test(name) && !/\.(?:example|sample|template|dist|defaults?)$/.test(name)
  );
}

function fileName(id: DocumentId): string {
  return foldWord(fileNameOf(id));
}

/**
 * The vaults that settings name, as a job of the program that gets them. The address says that it may call the vault, but not when, so
 * that this is never a finding. Programs get other settings than these in the cloud from variables of the environment.
 */
export function settingsJobs(document: Document): readonly Job[] {
  const { id, text } = document;
  const name = fileName(id);
  const settings = isVariables(name) ? variablesIn(text) : valuesIn(text);
  const calls = settings.flatMap(({ key, value, start, end }) =>
    callOfSetting(key, value, { document: id, start, end }),
  );
  if (calls.length === 0) return [];
  const span = { document: id, start: 0, end: 0 };
  return [jobOf(span, null, machineOf(name), { calls })];
}

/**
 * Those for development are read on a developer's machine:
 * https://learn.microsoft.com/azure/azure-functions/functions-develop-local#local-settings-file,
 * https://learn.microsoft.com/aspnet/core/fundamentals/environments
 */
function machineOf(name: string): Machine {
  return isVariables(name) || /^(?:local\.|.*\.(?:development|local)\.)/.test(name)
    ? { kind: "local" }
    : { kind: "app" };
}

interface Setting {
  readonly key: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const line = /^[ \t]*(?:export[ \t]+)?([\w.]+)[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#]*))/gm;

function variablesIn(text: string): readonly Setting[] {
  return [...text.matchAll(line)].map((match) => {
    const [whole, key = "", double, single, plain = ""] = match;
    const value = double ?? single ?? plain;
    const end = match.index + whole.length - (double === undefined && single === undefined ? 0 : 1);
    return { key, value, start: end - value.length, end };
  });
}

function valuesIn(text: string): readonly Setting[] {
  const found: Setting[] = [];
  const visit = (node: Node | undefined, key: string): void => {
    if (node?.type === "property") visit(node.children?.[1], `${key}:${String(node.children?.[0]?.value)}`);
    else if (node?.type === "string")
      found.push({
        key,
        value: String(node.value),
        start: node.offset + 1,
        end: node.offset + node.length - 1,
      });
    else for (const child of node?.children ?? []) visit(child, key);
  };
  visit(parseTree(text), "");
  return found;
}

/** Names of settings that hold the name of a vault: `KEY_VAULT_NAME`, `KeyVault:Name`. */
const namesVault = /(?:key_?-?vault|akv)(?:__|[_:-])?name$/i;

/** That a program may call the vault which a setting names; nothing of other settings. */
export function callOfSetting(key: string, value: string, span: Span): readonly VaultCall[] {
  const name = referenceIn(value) ?? (namesVault.test(key) ? value : null);
  const vaults = name === null ? null : vaultNamesIn([name]);
  return vaults === null ? [] : [useOf(value, vaults, span)];
}

/**
 * The vault that a value refers to: by an address, by a reference of App Service, or by one of the Azure Developer CLI
 * (https://learn.microsoft.com/azure/developer/azure-developer-cli/manage-environment-variables); null if it is something else.
 */
function referenceIn(value: string): string | null {
  const [, uri, name] = /^@Microsoft\.KeyVault\((?:SecretUri=([^;)]+)|VaultName=([\w-]+))/i.exec(value) ?? [];
  const azd = /^akvs:\/\/[^/]+\/([\w-]+)\//.exec(value)?.[1];
  const address = /^https:\/\/[\w-]+\.vault\.[\w.]+/i.test(value) ? value : undefined;
  return azd ?? name ?? uri ?? address ?? null;
}
