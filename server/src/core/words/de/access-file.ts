import { said } from "../messages.ts";
import messages from "./messages.json" with { type: "json" };
import terms from "./terms.json" with { type: "json" };
import type { AccessFileFault, JsonType, NewNameFault } from "../../access-file/problem.ts";
import type { TextFormat } from "../../access-file/schema-type.ts";
import { sayBy, type Sentences } from "../words.ts";
import { listOr } from "./count.ts";
import { saySyntax } from "./failures.ts";

const sayTakenName = ({ name }: { readonly name: string }): string =>
  `'${name}' hat in Zugriffsdateien bereits eine Bedeutung; wählen Sie einen anderen Namen.`;

const sentences: Sentences<AccessFileFault> = {
  ...said(messages.accessFile.sentences, () => ({ syntax: saySyntax, or: listOr, formats })),
  "wrong-type": ({ types }) => `Hier wird ${listOr(types.map((type) => typeNames[type]))} erwartet.`,
  "missing-property": ({ properties }) =>
    `Die Eigenschaft ${listOr(properties.map((each) => `'${each}'`))} fehlt.`,
  "name-has-meaning": sayTakenName,
};

/** Was an einer Zugriffsdatei falsch ist. */
export const sayAccessFileFault = sayBy(sentences);

/** Warum eine Quelle oder Umgebung nicht so umbenannt werden kann. */
export const sayNewNameFault = sayBy<NewNameFault>({
  ...said(messages.accessFile.sayNewNameFault),
  "name-has-meaning": sayTakenName,
});

const typeNames: Readonly<Record<JsonType, string>> = terms.accessFile.typeNames;

const formats: Readonly<Record<TextFormat, string>> = terms.accessFile.formats;
