import { reasonPattern } from "../text/reason.ts";
import type { Schema } from "./schema-type.ts";
import { expectations, exposures, severities, undecided, ways } from "./words.ts";

const text = (description: string): Schema => ({ type: "string", minLength: 1, description });
const word = (description: string, words: readonly string[]): Schema => ({
  type: "string",
  enum: words,
  description,
});
const list = (description: string, items: Schema, minItems = 0): Schema => ({
  type: "array",
  description,
  items,
  minItems,
});
const oneOrMore = (description: string, item: Schema = text(description)): Schema => ({
  description,
  anyOf: [item, list(description, item, 1)],
});
const object = (
  description: string,
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema => ({ type: "object", description, properties, required, additionalProperties: false });
const named = (description: string, each: Schema): Schema => ({
  type: "object",
  description,
  additionalProperties: each,
});

const about = text("For people.");

const source: Schema = {
  description: "Somebody who asks a vault for a secret.",
  anyOf: [
    object(
      "Addresses. All of them have to pass, or none.",
      {
        ip: oneOrMore("An IPv4 address, a CIDR range or a-b. ${env:NAME} is filled in on the command line."),
        description: about,
      },
      ["ip"],
    ),
    object(
      "A subnet, of a template or outside of them all.",
      {
        subnet: text("vnet/subnet, its symbol in a template, or its whole id."),
        serviceEndpoints: list(
          "The service endpoints of a subnet that no template declares. Left out, they are not known.",
          text("Such as Microsoft.KeyVault."),
        ),
        privateEndpoint: {
          type: "boolean",
          description: "Whether a subnet that no template declares takes the private endpoint of the vault.",
        },
        description: about,
      },
      ["subnet"],
    ),
    object(
      "A service of Azure, in the one scenario it may be trusted for.",
      {
        service: text("Its name or id in the catalogue of services, such as Azure Backup."),
        description: about,
      },
      ["service"],
    ),
    object(
      "One of Azure's service tags.",
      { tag: text("Its name, such as AppService.WestEurope."), description: about },
      ["tag"],
    ),
    object(
      "A resource of a template that uses a vault.",
      { consumer: text("Its symbol."), description: about },
      ["consumer"],
    ),
    object(
      "Any client that no rule singles out.",
      { any: { type: "boolean", enum: [true] }, description: about },
      ["any"],
    ),
  ],
};

const environment = object("A set of parameter values.", {
  parameters: oneOrMore("A file of parameter values, relative to this file; later ones win."),
  set: { type: "object", description: "Values of parameters by name; they win over those of files." },
  description: about,
});

const to = oneOrMore("A vault's name or symbol, * globs; or path/to/template.bicep#symbol.");
const shared: Readonly<Record<string, Schema>> = {
  name: text("What is meant, for people: Internet stays out."),
  to,
  environment: oneOrMore("Only in these environments; in all of this file where left out."),
  severity: { ...word("How bad a failure is.", severities), default: "error" },
  onUnknown: { ...word("What an undecided answer means.", undecided), default: "fail" },
};

const test: Schema = {
  description: "An expectation.",
  anyOf: [
    object(
      "Who reaches which vault.",
      {
        ...shared,
        from: oneOrMore(
          "A source of this file, or an address, a CIDR range, a-b, internet, subnet:NAME, service:ID, tag:NAME.",
        ),
        expect: word("Whether all of it gets in, or none of it.", expectations),
        via: oneOrMore("The only ways in that are meant.", word("A way in.", ways)),
      },
      ["from", "to", "expect"],
    ),
    object(
      "How open a vault may be.",
      { ...shared, exposure: oneOrMore("What it may be.", word("How open a vault is.", exposures)) },
      ["to", "exposure"],
    ),
  ],
};

const suppression = object(
  "Findings that are accepted.",
  {
    rule: { ...text("The rule's code: KV103."), pattern: "^[Kk][Vv][0-9]{3}$" },
    target: text("Files, as a glob relative to this file; all where left out."),
    reason: { ...text("Why they are accepted."), pattern: reasonPattern },
    until: { ...text("The last day it counts: 2027-01-31."), pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" },
  },
  ["rule", "reason"],
);

/** The shape of `.keyvault-access.jsonc`: what the reader checks, and what editors complete and explain. */
export const accessFileSchema: Schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Access file of Key Vault Network",
  ...object(
    "Who is meant to reach which key vault.",
    {
      $schema: text("The schema of this file."),
      version: { type: "integer", enum: [1], description: "The version of this format." },
      root: {
        type: "boolean",
        description: "Sources and environments of access files in folders above do not count here.",
      },
      sources: named("Sources by name.", source),
      environments: named("Environments by name.", environment),
      modules: named(
        "What stands for modules that are not at hand, by their sources as templates write them, without a revision.",
        text("A folder (Bicep and ARM JSON: a file), relative to this file."),
      ),
      tests: list("Expectations.", test),
      onUnknown: { ...word("What an undecided answer means to tests.", undecided), default: "fail" },
      limits: object("Limits of the house.", {
        widestIpPrefix: {
          type: "integer",
          minimum: 0,
          maximum: 32,
          description: "IP rules with a shorter prefix are reported (KV103).",
        },
        maxAddresses: {
          type: "integer",
          minimum: 0,
          description: "The most public addresses that the IP rules of a vault may list (KV604).",
        },
      }),
      rules: named("Severities of rules by code.", {
        type: "string",
        enum: [...severities, "off"],
        description: "How a rule is reported.",
      }),
      suppressions: list("Findings that are accepted.", suppression),
    },
    ["version"],
  ),
};
