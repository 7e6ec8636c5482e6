import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { analyze } from "../../server/src/core/index.ts";
import { services } from "../../server/src/core/services/catalogue.ts";
import { usesVault } from "../../server/src/core/services/consumers/consumer.ts";
import { everyConsumerIn } from "../../server/src/core/services/consumers/find-consumers.ts";
import type { UsePath, ValueKind } from "../../server/src/core/services/service.ts";
import { foldWord } from "../../server/src/core/text/fold.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { inBicep, inBlocks, inHcl, isList, type Members, type Written } from "../support/written.ts";

/**
 * Every place at which the catalogue finds a reference to a vault, written in a resource of its own in each syntax; and every property that
 * the public schemas describe as such a reference, which is one of these places or is left out for a reason.
 */
interface Place {
  readonly service: string;
  readonly type: string;
  readonly use: UsePath;
}

const group = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg";
const id = `${group}/providers/Microsoft.KeyVault/vaults/kv`;
const address = "https://kv.vault.azure.net/";

/** What refers to the vault `kv`, for each kind of reference that a property holds by itself. */
const references: ReadonlyMap<ValueKind, Written> = new Map<ValueKind, Written>([
  ["vault-id", id],
  ["vault-uri", address],
  ["vault-name", "kv"],
  ["secret-uri", `${address}secrets/s`],
  ["key-uri", `${address}keys/k`],
  ["certificate-id", `${address}certificates/c`],
  ["secret-resource-id", `${id}/secrets/s`],
  ["secret-uri-list", [`${address}secrets/s`]],
  ["key-uri-list", [`${address}keys/k`]],
  ["app-setting-reference", "@Microsoft.KeyVault(VaultName=kv;SecretName=s)"],
  ["json-with-secret-uri", `{"uri":"${address}secrets/s"}`],
  ["json-with-base-url", `{"baseUrl":"${address}"}`],
  ["json-with-reference", `{"keyVault":{"id":"${id}"}}`],
  ["json-with-vault-url", `{"url":"${address}"}`],
  ["xml-with-vault-url", `<url>${address}</url>`],
]);

const inArm = services().flatMap(({ id: service, arm }) =>
  arm.flatMap(({ type, references: uses }) => placesOf(service, type, uses)),
);
const inTerraform = services().flatMap(({ id: service, terraform }) =>
  terraform
    .filter(({ block }) => block === "resource")
    .flatMap(({ type, arguments: uses }) => placesOf(service, type, uses)),
);

/** What another resource holds is found at a place of its own, and has a page where its condition is about another one. */
function placesOf(service: string, type: string, uses: readonly UsePath[]): readonly Place[] {
  return uses
    .filter(({ kind, path, when = {} }) => {
      return references.has(kind) && ![path, ...Object.keys(when)].some((each) => /[<>]/.test(each));
    })
    .map((use) => ({ service, type, use }));
}

/** The words that meet the conditions of a place, by their paths. */
function wordsFor({ use }: Place): ReadonlyMap<string, Written> {
  const words = Object.entries(use.when ?? {}).flatMap(([path, pattern]): [string, Written][] => {
    const [first = ""] = String(pattern).split(" | ");
    const word = first.split(" & ").find((each) => !each.startsWith("!"));
    if (word === undefined) return [];
    return [[path, word === "true" ? true : word.replaceAll("*", "x")]];
  });
  return new Map(words);
}

/** The body of a resource with the reference at its place, and what its conditions ask for. */
function bodyOf(place: Place): Members {
  const { use } = place;
  const entries = [...wordsFor(place)].filter(([path]) => path !== "name");
  return [...entries, [use.path, referenceAt(place)] as const].reduce<Members>(
    (body, [path, value]) => withMember(body, stepsOf(path), value),
    {},
  );
}

function withMember(into: Members, [step = "", ...rest]: readonly string[], value: Written): Members {
  const key = step === "*" ? "any" : step;
  return { ...into, [key]: withValue(into[key], rest, value) };
}

function withValue(into: Written | undefined, steps: readonly string[], value: Written): Written {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (step.startsWith("[")) return [withValue(isList(into) ? into[0] : undefined, rest, value)];
  return withMember(typeof into === "object" && !isList(into) ? into : {}, steps, value);
}

function stepsOf(path: string): readonly string[] {
  return path.split(".").flatMap((member) => member.split(/(?=\[)/));
}

/** The names of a resource and of those around it. */
function namesOf(place: Place, index: number): readonly string[] {
  const around = place.type.split("/").slice(2);
  const last = wordsFor(place).get("name");
  return [
    ...around.map((_, at) => `p${String(index)}-${String(at)}`),
    typeof last === "string" ? last : `r${String(index)}`,
  ];
}

const syntaxes: readonly {
  readonly name: string;
  readonly places: readonly Place[];
  readonly root: string;
  readonly vault: string;
  readonly write: (place: Place, index: number) => string;
  readonly end?: string;
}[] = [
  {
    name: "ARM JSON",
    places: inArm,
    root: "/main.json",
    vault: `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "languageVersion": "2.0",
  "contentVersion": "1.0.0.0",
  "resources": {
    "kv": { "type": "Microsoft.KeyVault/vaults", "apiVersion": "2024-11-01", "name": "kv" }`,
    write: (place, index) => {
      const head = { type: place.type, apiVersion: "2024-01-01", name: namesOf(place, index).join("/") };
      return `,\n"r${String(index)}": ${JSON.stringify({ ...head, ...bodyOf(place) })}`;
    },
    end: "}}",
  },
  {
    name: "Bicep",
    places: inArm,
    root: "/main.bicep",
    vault: "resource kv 'Microsoft.KeyVault/vaults@2024-11-01' = { name: 'kv' }\n",
    write: (place, index) => {
      const body = { name: namesOf(place, index).join("/"), ...bodyOf(place) };
      return `resource r${String(index)} '${place.type}@2024-01-01' = ${inBicep(body)}\n`;
    },
  },
  {
    name: "azapi",
    places: inArm,
    root: "/main.tf",
    vault: vaultOfAzurerm(),
    write: (place, index) => {
      const names = namesOf(place, index);
      const [provider = "", first = "", ...types] = place.type.split("/");
      const above = [first, ...types].slice(0, -1).map((type, at) => `${type}/${names[at] ?? ""}`);
      const parent = above.length > 0 ? `${group}/providers/${provider}/${above.join("/")}` : group;
      const body = byReference(inHcl(bodyOf(place)));
      return `resource "azapi_resource" "r${String(index)}" {\n  type = "${place.type}@2024-01-01"\n  name = "${names.at(-1) ?? ""}"\n  parent_id = "${parent}"\n  body = ${body}\n}\n`;
    },
  },
  {
    name: "azurerm",
    places: inTerraform,
    root: "/main.tf",
    vault: vaultOfAzurerm(),
    write: (place, index) => {
      return `resource "${place.type}" "r${String(index)}" {\n  name = "r${String(index)}"\n${byReference(inBlocks(bodyOf(place)))}}\n`;
    },
  },
];

function vaultOfAzurerm(): string {
  return `resource "azurerm_key_vault" "kv" {\n  name = "kv"\n  resource_group_name = "rg"\n}\n`;
}

function referenceAt({ use }: Place): Written {
  return references.get(use.kind) ?? "";
}

/** The ID of a vault of azurerm is known by reference only. */
function byReference(text: string): string {
  return text.replaceAll(id, "${azurerm_key_vault.kv.id}");
}

describe.each(syntaxes)("in $name", ({ places, root, vault, write, end = "" }) => {
  const text = `${vault}${places.map(write).join("")}${end}`;
  const { worlds } = analyze({ root, files: filesInMemory({ [root]: text }) });
  const found = new Set(
    worlds.flatMap(({ network }) => {
      const [kv] = network.vaults;
      return everyConsumerIn(network)
        .filter((each) => kv !== undefined && usesVault(each, kv) === "yes")
        .map(({ service, resource }) => `${service.id} ${resource.symbol.split(".").at(-1) ?? ""}`);
    }),
  );
  it.each(places.map((place, index) => [place.service, place.type, place.use.path, index] as const))(
    "%s is found by %s %s",
    (service, _type, _path, index) => {
      expect(found).toContain(`${service} r${String(index)}`);
    },
  );
});

describe.each([
  ["arm.txt", inArm, (path: string) => path],
  ["azurerm.txt", inTerraform, (path: string) => path.replace(/\[\]$/, "").split(".").at(-1) ?? ""],
] as const)("the references in %s", (file, places, shown) => {
  const [described = "", ...others] = readFileSync(join(import.meta.dirname, "schemas", file), "utf8").split(
    /^## /m,
  );
  const linesOf = (text: string): readonly string[] =>
    text.split("\n").filter((line) => /^\w\S+ \S+$/.test(line));
  const all = services().flatMap(({ arm, terraform }) => [
    ...arm.flatMap(({ type, references: uses }) => uses.map((use) => ({ type, use }))),
    ...terraform.flatMap(({ type, arguments: uses }) => uses.map((use) => ({ type, use }))),
  ]);
  const known = new Set(
    all.map(({ type, use }) => foldWord(`${type} ${shown(use.path.split(" > ")[0] ?? "")}`)),
  );

  test.each(linesOf(described))("%s is looked at", (line) => {
    expect(known).toContain(foldWord(line));
  });

  it("are left out for a reason, or not at all", () => {
    expect(others.filter((each) => !/^Left out: \S/.test(each))).toEqual([]);
    expect(others.flatMap(linesOf).filter((line) => known.has(foldWord(line)))).toEqual([]);
    expect(places.length).toBeGreaterThan(200);
  });
});
