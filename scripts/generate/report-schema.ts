import { join } from "node:path";
import ts from "typescript";

/** A JSON Schema, as far as it is written here. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

const source = join(import.meta.dirname, "../../server/src/core/formats/report.ts");

/**
 * The JSON Schema of the report, out of its type and the comments there, as of draft 2020-12
 * (https://json-schema.org/draft/2020-12/schema). Members that later versions add are valid.
 */
export function reportSchema(): string {
  const program = ts.createProgram([source], {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(source);
  const module = file && checker.getSymbolAtLocation(file);
  const report = module && checker.getExportsOfModule(module).find(({ name }) => name === "Report");
  if (!report) throw new Error("the type Report is missing");
  const definitions: Record<string, JsonSchema> = {};
  const schema = new Writer(checker, definitions).object(checker.getDeclaredTypeOfSymbol(report));
  const sorted = Object.entries(definitions).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const whole = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "The JSON output of keyvault-network",
    description: textOf(report, checker),
    ...schema,
    $defs: Object.fromEntries(sorted),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

class Writer {
  readonly #checker: ts.TypeChecker;
  readonly #definitions: Record<string, JsonSchema>;

  constructor(checker: ts.TypeChecker, definitions: Record<string, JsonSchema>) {
    this.#checker = checker;
    this.#definitions = definitions;
  }

  object(type: ts.Type): JsonSchema {
    const members = this.#checker.getPropertiesOfType(type);
    const values = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const properties = members.map((member) => {
      const description = textOf(member, this.#checker);
      const schema = this.#of(this.#checker.getTypeOfSymbol(member));
      return [member.name, description === "" ? schema : { description, ...schema }] as const;
    });
    const required = members.filter(({ flags }) => (flags & ts.SymbolFlags.Optional) === 0);
    return {
      type: "object",
      ...(members.length > 0
        ? { properties: Object.fromEntries(properties), required: required.map(({ name }) => name) }
        : {}),
      ...(values ? { additionalProperties: this.#of(values) } : {}),
    };
  }

  /** The schema of any type; of an interface with a name, a reference to its definition. */
  #of(type: ts.Type): JsonSchema {
    const { flags } = type;
    const is = (wanted: ts.TypeFlags): boolean => (flags & wanted) !== 0;
    if (is(ts.TypeFlags.Unknown)) return {};
    if (type.isUnion() && !is(ts.TypeFlags.Boolean)) return this.#union(type.types);
    if (is(ts.TypeFlags.Null)) return { type: "null" };
    if (type.isLiteral()) return { enum: [type.value] };
    if (is(ts.TypeFlags.StringLike)) return { type: "string" };
    if (is(ts.TypeFlags.NumberLike)) return { type: "number" };
    if (is(ts.TypeFlags.BooleanLiteral)) return { enum: [this.#checker.typeToString(type) === "true"] };
    if (is(ts.TypeFlags.BooleanLike)) return { type: "boolean" };
    // A branded text, such as a sentence.
    if (type.isIntersection() && type.types.some((each) => (each.flags & ts.TypeFlags.String) !== 0))
      return { type: "string" };
    const item = this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    if (item) return { type: "array", items: this.#of(item) };
    return this.#named(type);
  }

  #named(type: ts.Type): JsonSchema {
    const { name } = type.isIntersection() || !type.isClassOrInterface() ? { name: null } : type.symbol;
    if (name === null) return this.object(type);
    if (this.#definitions[name] === undefined) {
      // It may refer to itself.
      this.#definitions[name] = {};
      const description = textOf(type.symbol, this.#checker);
      this.#definitions[name] = {
        ...(description === "" ? {} : { description }),
        ...this.object(type),
      };
    }
    return { $ref: `#/$defs/${name}` };
  }

  #union(types: readonly ts.Type[]): JsonSchema {
    const schemas = types
      .filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0)
      .map((each) => this.#of(each));
    const words = schemas.flatMap(({ enum: some }) => (Array.isArray(some) ? (some as unknown[]) : []));
    const isBoolean = words.includes(true) && words.includes(false);
    const listed = words.filter((word) => !isBoolean || typeof word !== "boolean").toSorted();
    const all = [
      ...(listed.length > 0 ? [{ enum: listed }] : []),
      ...(isBoolean ? [{ type: "boolean" }] : []),
      ...schemas.filter((each) => each["enum"] === undefined),
    ];
    const [only] = all;
    return all.length === 1 && only ? only : { anyOf: all };
  }
}

function textOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll(/\s+/g, " ").trim();
}
