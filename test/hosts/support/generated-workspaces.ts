import fc from "fast-check";
import { joined, type Texts } from "./texts.ts";
import { languages, type Parameter, type Values, type VaultSpec } from "./languages.ts";

const layouts = ["beside", "below", "folder per environment", "sibling folder"] as const;

/** A root with its module, its values and what is beside it. */
interface Unit {
  readonly language: keyof typeof languages;
  readonly vault: VaultSpec;
  readonly isModule: boolean;
  readonly hasTwin: boolean;
  readonly hasTest: boolean;
  readonly isCommented: boolean;
  readonly environments: readonly Values[];
  readonly layout: (typeof layouts)[number];
}

const parameters: Readonly<Record<string, Parameter>> = {
  action: { type: "string", values: ["Deny", "Allow"] },
  ranges: { type: "list", values: [["203.0.113.0/24"], ["0.0.0.0/0"], ["10.0.0.0/8", "198.51.100.7"], []] },
  created: { type: "bool", values: [true, false] },
};

/** What makes more roots is drawn less often than what makes other ones. */
const sometimes = fc.constantFrom(false, false, false, true);

const unit: fc.Arbitrary<Unit> = fc.record({
  language: fc.constantFrom("arm", "bicep", "terraform"),
  vault: fc.record({
    // Which settings are parameters; others are written out.
    open: fc.subarray(Object.keys(parameters)),
    // Which of the parameters have defaults.
    withDefault: fc.subarray(Object.keys(parameters)),
    values: fc.record({
      action: fc.constantFrom("Deny", "Allow", "Denyy"),
      ranges: fc.constantFrom(...(parameters["ranges"]?.values ?? [])),
      created: fc.boolean(),
    }),
    bypass: fc.constantFrom(null, "None", "AzureServices"),
    isPublic: fc.constantFrom(null, true, false),
    subnet: fc.constantFrom(null, "with endpoint", "without"),
  }),
  isModule: fc.boolean(),
  hasTwin: sometimes,
  hasTest: sometimes,
  isCommented: fc.boolean(),
  environments: fc.array(
    fc.record({
      action: fc.constantFrom("Deny", "Allow"),
      ranges: fc.constantFrom(...(parameters["ranges"]?.values ?? [])),
      created: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  layout: fc.constantFrom(...layouts),
});

interface AccessFile {
  readonly sets: boolean;
  readonly accepts: readonly string[];
  readonly tests: readonly object[];
}

const accessFile: fc.Arbitrary<AccessFile> = fc.record({
  sets: fc.boolean(),
  accepts: fc.subarray(["KV101", "KV102", "KV905", "KV501"]),
  tests: fc.subarray([
    { name: "Internet is blocked", from: "internet", to: "*", expect: "deny" },
    { name: "The office gets in", from: "203.0.113.7", to: "*", expect: "allow", environment: "e0" },
    { name: "Nothing is public", to: "kv*", exposure: ["private", "selected"] },
    { name: "Of nothing", from: "internet", to: "elsewhere", expect: "deny" },
  ]),
});

const environmentNames = ["e0", "e1", "e2"];

/** Small workspaces: roots in all languages with modules, values, access files, tests and compiled templates. */
export const workspaces: fc.Arbitrary<Texts> = fc
  .record({
    units: fc.array(unit, { minLength: 1, maxLength: 2 }),
    access: fc.option(accessFile),
    isShared: sometimes,
  })
  .map(({ units, access, isShared }) => ({
    ...joined(units.map((each, index) => filesOf(each, `u${index}`))),
    ...(access ? { ".keyvault-access.jsonc": accessText(access) } : {}),
    ...(isShared ? sharedModule : {}),
  }));

function filesOf(each: Unit, around: string): Texts {
  const language = languages[each.language];
  const folder = each.layout === "sibling folder" ? `${around}/infra` : around;
  const text = language.vault(parameters, each.vault);
  const commented = each.isCommented
    ? `${language.comment} keyvault-network-ignore KV101: for a while\n${text}`
    : text;
  const called = each.isModule ? language.modulePath : language.mainPath;
  const files: Record<string, string> = { [`${folder}/${called}`]: commented };
  if (each.isModule) files[`${folder}/${language.mainPath}`] = language.caller(parameters, each.vault);
  if (each.hasTwin && language.twin)
    files[`${folder}/main.json`] = language.twin(parameters, { ...each.vault, bypass: "None" });
  if (each.hasTest && language.test)
    files[`${folder}/main.test.bicep`] = language.test(parameters, each.vault);
  for (const [index, values] of each.environments.entries()) {
    const name = environmentNames[index] ?? "";
    const given = Object.fromEntries(Object.entries(values).filter(([key]) => each.vault.open.includes(key)));
    const [path, using] = placeOf(each.layout, around, name, language.valuesEnding);
    files[path] = language.values(given, using);
  }
  return files;
}

/** Where the values of an environment are, and how that file names its template. */
function placeOf(
  layout: Unit["layout"],
  folder: string,
  name: string,
  ending: string,
): readonly [path: string, using: string] {
  switch (layout) {
    case "beside":
      return [`${folder}/main.${name}${ending}`, "main.bicep"];
    case "folder per environment":
      return [`${folder}/env/${name}/main${ending}`, "../../main.bicep"];
    case "below":
      return [`${folder}/environments/main.${name}${ending}`, "../main.bicep"];
    case "sibling folder":
      return [`${folder}/environments/${name}${ending}`, "../infra/main.bicep"];
  }
}

function accessText({ sets, accepts, tests }: AccessFile): string {
  const environments = sets
    ? { e0: { set: { action: "Allow" } }, only: { set: { ranges: ["0.0.0.0/0"] } } }
    : {};
  const suppressions = accepts.map((rule) => ({ rule, reason: "known to the team" }));
  return JSON.stringify({ version: 1, root: true, environments, suppressions, tests }, null, 2);
}

/** A module of two roots that give it different values. */
const sharedModule: Texts = {
  "shared/modules/kv.bicep": languages.bicep.vault(parameters, {
    open: ["action"],
    withDefault: [],
    values: { action: "Deny", ranges: [], created: true },
    bypass: "None",
    isPublic: null,
    subnet: null,
  }),
  "shared/one.bicep": "module kv 'modules/kv.bicep' = { name: 'one', params: { action: 'Allow' } }\n",
  "shared/two.bicep": "module kv 'modules/kv.bicep' = { name: 'two', params: { action: 'Deny' } }\n",
};
