import type { Node } from "jsonc-parser";
import type { Document, DocumentId } from "../../../text/document.ts";
import type { Parsed } from "../../syntax.ts";
import { parsePrinted, type Printed } from "./printed-json.ts";
import { type PrintedDeclaration, readResource } from "./printed-resource.ts";
import { itemsOf, member, textOf } from "./values.ts";

/** The only version of the format that Terraform has written since 0.12. */
const formatVersion = 4;

/**
 * The file in which Terraform keeps a state (`terraform.tfstate`, `terraform state pull`): the attributes of each instance, as
 * `terraform show -json` prints them. HashiCorp describes the format only as one of Terraform's own
 * (https://developer.hashicorp.com/terraform/language/state#format), so no version but this one is read.
 */
export function parseStateFile(document: Document): Parsed {
  return parsePrinted(document, readStateFile);
}

function readStateFile(root: Node, { id }: Document): Printed {
  const version = member(root, "version");
  if (version?.type !== "number" || !member(root, "serial")) return null;
  if (version.value !== formatVersion)
    return { fault: { kind: "state-version", version: String(version.value), expected: formatVersion } };
  const list = member(root, "resources");
  const instances = itemsOf(list).map((resource) => instancesOf(resource, id));
  const resources = instances.flatMap((each) => each ?? []);
  return { state: "deployed", resources, isWhole: list?.type === "array" && !instances.includes(null) };
}

/** The instances of a resource; null if one of them cannot be read. */
function instancesOf(resource: Node, document: DocumentId): readonly PrintedDeclaration[] | null {
  const instances = member(resource, "instances");
  const [type, name] = [textOf(member(resource, "type")), textOf(member(resource, "name"))];
  if (instances?.type !== "array" || type === null || name === null) return null;
  const isData = textOf(member(resource, "mode")) === "data";
  const module = textOf(member(resource, "module"));
  const address = [module, isData ? "data" : null, type, name].filter((part) => part !== null).join(".");
  const read = itemsOf(instances).map((node) => {
    const values = member(node, "attributes");
    const symbol = address + indexOf(member(node, "index_key"));
    return (
      values &&
      readResource(
        { node, symbol, label: labelOf(node, values), kind: resource, values },
        "deployed",
        document,
      )
    );
  });
  return read.every((each) => !!each) ? read.flat() : null;
}

/** The name in Azure is the most telling place of an instance. */
function labelOf(node: Node, values: Node): Node {
  return member(values, "name") ?? node;
}

/** `[0]` or `["dev"]` behind the address, as in the configuration. */
function indexOf(key: Node | undefined): string {
  return key === undefined || key.type === "null" ? "" : `[${JSON.stringify(key.value)}]`;
}
