import { patterns, type Schema } from "./schema-type.ts";
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

const about = text("A description for readers of this file.");

const source: Schema = {
  description: "A caller that uses a vault.",
  anyOf: [
    object(
      "IP addresses. A test passes only if it passes for all of them.",
      {
        ip: oneOrMore("An IPv4 address, a CIDR range or a-b. ${env:NAME} is expanded on the command line."),
        description: about,
      },
      ["ip"],
    ),
    object(
      "A subnet, declared in a template or elsewhere.",
      {
        subnet: text("vnet/subnet, the symbol of the subnet in a template, or its full resource ID."),
        serviceEndpoints: list(
          "The service endpoints of a subnet that no template declares. If omitted, they are unknown.",
          text("A service endpoint, such as Microsoft.KeyVault."),
        ),
        privateEndpoint: {
          type: "boolean",
          description: "Whether a subnet that no template declares uses the private endpoint of the vault.",
        },
        description: about,
      },
      ["subnet"],
    ),
    object(
      "An Azure service, in one scenario for which it may be trusted.",
      {
        service: text("The name or ID of the service in the list of services, such as Azure Backup."),
        description: about,
      },
      ["service"],
    ),
    object(
      "An Azure service tag.",
      { tag: text("The name of the service tag, such as AppService.WestEurope."), description: about },
      ["tag"],
    ),
    object(
      "A resource of a template that uses a vault.",
      { consumer: text("The symbol of the resource."), description: about },
      ["consumer"],
    ),
    object(
      "Any client without a rule of its own.",
      { any: { type: "boolean", enum: [true] }, description: about },
      ["any"],
    ),
  ],
};

const environment = object("A set of parameter values.", {
  parameters: oneOrMore("A parameter file, relative to this file. Later files override earlier ones."),
  set: { type: "object", description: "Parameter values by name. They override values from files." },
  description: about,
});

const to = oneOrMore(
  "The name or symbol of a vault, with * as a wildcard, or path/to/template.bicep#symbol.",
);
const shared: Readonly<Record<string, Schema>> = {
  name: text("The name of the test, for example: The internet is blocked."),
  to,
  environment: oneOrMore("Run the test only in these environments. If omitted, it runs in all environments."),
  severity: { ...word("The severity of a failure.", severities), default: "error" },
  onUnknown: {
    ...word("What happens if the answer depends on an unknown value.", undecided),
    default: "fail",
  },
};

const test: Schema = {
  description: "An access test.",
  anyOf: [
    object(
      "Tests who can reach which vault.",
      {
        ...shared,
        from: oneOrMore(
          "The name of a source in this file, or an address, a CIDR range, a-b, internet, subnet:NAME, service:ID or tag:NAME.",
        ),
        expect: word(
          "allow: the vault allows every address of the source. deny: it allows none.",
          expectations,
        ),
        via: oneOrMore(
          "The accepted ways to reach the vault; any other fails the test.",
          word("A way to reach the vault.", ways),
        ),
      },
      ["from", "to", "expect"],
    ),
    object(
      "Tests how exposed a vault is.",
      {
        ...shared,
        exposure: oneOrMore("The accepted levels of exposure.", word("A level of exposure.", exposures)),
      },
      ["to", "exposure"],
    ),
  ],
};

const suppression = object(
  "Findings that are accepted.",
  {
    rule: { ...text("The rule's code or name: KV103 or wide-ip-rule."), pattern: patterns.rule },
    target: text("Files, as a glob relative to this file. If omitted, all files."),
    reason: { ...text("Why they are accepted."), pattern: patterns.reason },
    until: { ...text("The last day on which it applies: 2027-01-31."), pattern: patterns.date },
  },
  ["rule", "reason"],
);

/** The shape of `.keyvault-access.jsonc`: what the reader checks, and what editors complete and explain. */
export const accessFileSchema: Schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Key Vault Network access file",
  ...object(
    "Describes who should be able to reach which key vault.",
    {
      $schema: text("The schema of this file."),
      version: { type: "integer", enum: [1], description: "The version of this format." },
      root: {
        type: "boolean",
        description: "Has no effect: access files in parent folders always apply. See delegate.",
      },
      delegate: oneOrMore(
        "Templates that only the access files below this one apply to, as globs relative to this file.",
      ),
      sources: named("Sources by name.", source),
      environments: named("Environments by name.", environment),
      modules: named(
        "Where to find modules that have not been downloaded, by their source as written in templates, without the revision.",
        text("A folder (for Bicep and ARM JSON: a file), relative to this file."),
      ),
      tests: list("Access tests.", test),
      onUnknown: {
        ...word("What happens to tests whose answer depends on an unknown value.", undecided),
        default: "fail",
      },
      limits: object("Limits for all vaults.", {
        widestIpPrefix: {
          type: "integer",
          minimum: 0,
          maximum: 32,
          description: "Report IP rules with a shorter prefix (KV103).",
        },
        maxAddresses: {
          type: "integer",
          minimum: 0,
          description: "The maximum number of public addresses that may reach a vault (KV604).",
        },
      }),
      rules: named("Severities of rules by code or name.", {
        type: "string",
        enum: [...severities, "off"],
        description: "The severity of a rule.",
      }),
      suppressions: list("Accepted findings.", suppression),
    },
    ["version"],
  ),
};
