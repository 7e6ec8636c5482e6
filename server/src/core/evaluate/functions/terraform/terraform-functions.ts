/** The functions of Terraform's language: https://developer.hashicorp.com/terraform/language/functions */
import type { TemplateFunction } from "../function.ts";
import { encoding } from "./encoding.ts";
import { lists } from "./lists.ts";
import { maps, sets } from "./maps.ts";
import { networks } from "./networks.ts";
import { numbers, operators } from "./numbers.ts";
import { files, references } from "./references.ts";
import { patterns, strings } from "./strings.ts";
import { typed } from "./parameters.ts";
import { failures, types } from "./types.ts";

const tables = [
  encoding,
  failures,
  files,
  lists,
  maps,
  networks,
  numbers,
  operators,
  patterns,
  references,
  sets,
  strings,
  types,
];

/** The functions and operators by name; since version 1.8 they may be written as `core::name`. */
export const terraformFunctions: ReadonlyMap<string, TemplateFunction> = new Map(
  tables.flatMap((table) =>
    Object.entries(table).flatMap(([name, implementation]) => {
      const ours = typed(name, implementation);
      return [[name, ours] as const, [`core::${name}`, ours] as const];
    }),
  ),
);
