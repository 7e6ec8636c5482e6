import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import type { AccessFileFault, JsonType, NewNameFault } from "../../access-file/problem.ts";
import type { TextFormat } from "../../access-file/schema-type.ts";
import { listOr } from "../../text/list.ts";
import { sayBy, type Sentences } from "../words.ts";
import { saySyntax } from "./failures.ts";

const sayTakenName = ({ name }: { readonly name: string }): string =>
  `'${name}' already has a meaning in access files; choose another name.`;

const sentences: Sentences<AccessFileFault> = {
  ...said(messages.accessFile.sentences, () => ({ syntax: saySyntax, or: listOr, formats })),
  "wrong-type": ({ types }) => `Expected ${listOr(types.map((type) => typeNames[type]))}.`,
  "missing-property": ({ properties }) =>
    `Missing property ${listOr(properties.map((each) => `'${each}'`))}.`,
  "name-has-meaning": sayTakenName,
};

/** What is wrong with an access file. */
export const sayAccessFileFault = sayBy(sentences);

/** Why a source or environment cannot be renamed so. */
export const sayNewNameFault = sayBy<NewNameFault>({
  ...said(messages.accessFile.sayNewNameFault),
  "name-has-meaning": sayTakenName,
});

const typeNames: Readonly<Record<JsonType, string>> = terms.accessFile.typeNames;

const formats: Readonly<Record<TextFormat, string>> = terms.accessFile.formats;
