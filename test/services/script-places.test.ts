import { expect, it } from "vitest";
import { analyze } from "../../server/src/core/index.ts";
import { services } from "../../server/src/core/services/catalogue.ts";
import { consumersOf } from "../../server/src/core/services/consumers/find-consumers.ts";

const command = "az keyvault secret show --vault-name kv --name db";
const encoded = Buffer.from(`#!/bin/bash\n${command}\n`).toString("base64");

/** What a place holds: custom and user data are encoded. */
const contentAt = (path: string): string => (/custom_?data|user_?data/i.test(path) ? encoded : command);

/** A value at a path such as `properties.extensions[].script`. */
function at([step = "", ...rest]: readonly string[], value: string): object {
  const inner = rest.length > 0 ? at(rest, value) : value;
  return step.endsWith("[]") ? { [step.slice(0, -2)]: [inner] } : { [step]: inner };
}

function armOf(type: string, path: string): string {
  const name = type.split("/").slice(1).fill("one").join("/");
  return JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: [
      { type: "Microsoft.KeyVault/vaults", apiVersion: "2024-11-01", name: "kv" },
      { type, apiVersion: "2024-11-01", name, ...at(path.split("."), contentAt(path)) },
    ],
  });
}

function terraformOf(block: string, type: string, path: string): string {
  const [last = "", ...blocks] = path.split(".").reverse();
  const content = JSON.stringify(contentAt(path));
  const argument = last.endsWith("[]") ? `${last.slice(0, -2)} = [${content}]` : `${last} = ${content}`;
  const body = blocks.reduce((inner, name) => `${name} {\n${inner}\n}`, argument);
  return `resource "azurerm_key_vault" "kv" { name = "kv" }\n${block} "${type}" "one" {\n${body}\n}\n`;
}

const places = services().flatMap(({ arm, terraform }) => [
  ...arm.flatMap(({ type, references }) =>
    references
      .filter(({ kind }) => kind === "script-text")
      .map(({ path }) => [type, path, "/main.json", armOf(type, path)] as const),
  ),
  ...terraform.flatMap(({ block, type, arguments: given }) =>
    given
      .filter(({ kind }) => kind === "script-text")
      .map(({ path }) => [type, path, "/main.tf", terraformOf(block, type, path)] as const),
  ),
]);

it("knows the places of scripts", () => {
  expect(places.length).toBeGreaterThan(25);
});

it.each(places)("a script in %s at %s calls the vault that it names", (_type, _path, root, text) => {
  const { worlds } = analyze({
    root,
    files: {
      get: (id) => (id === root ? { id, text } : null),
      resolve: (_, path) => path,
      list: (folder) => (folder === "/" ? [root] : null),
    },
  });
  const called = worlds.flatMap(({ network }) =>
    consumersOf(network).flatMap(({ uses }) => uses.filter(({ kind }) => kind === "script-text")),
  );
  expect(called).toHaveLength(1);
});
