import { anyIteration } from "../../evaluate/expressions/for.ts";
import { memberOf } from "../../evaluate/expressions/members.ts";
import { evaluateIn } from "../../evaluate/scope.ts";
import type { ResourceInstance } from "../../evaluate/types.ts";
import { partsOf, type Plain, type Text, textOf } from "../../evaluate/values/plain.ts";
import { type Cause, causesOf, type Hop, is, unknown, type Value } from "../../evaluate/values/value.ts";
import { truth } from "../../logic/truth.ts";
import { foldWord } from "../../text/fold.ts";
import type { Field, FieldSchema, Item, ListField } from "../fields/field.ts";
import { isEmpty } from "../fields/lists.ts";
import { readField, readList } from "../fields/read-field.ts";
import { idAround, linkTo } from "../ids/links.ts";
import { linkOf, meantVault, vaultOf } from "../ids/vault-uri.ts";
import type { InstancesOf } from "../resources-by-type.ts";
import type { Subnet, Vault, VaultContent } from "../network.ts";
import { armContents, azapiContents, azurermContents, type ContentSpelling } from "../schema/data-plane.ts";
import { id } from "../schema/spelling.ts";
import { bindResource, isAzurerm, type NetworkSchema, networkSchemaOf } from "./resource.ts";

/** Reads a vault or managed HSM through its schema. */
export function bindVault(
  instance: ResourceInstance,
  kind: Vault["kind"],
  subnets: readonly Subnet[],
): Vault {
  const resource = bindResource(instance);
  const { declaration, frame } = instance;
  const near = resource.label;
  const schema = networkSchemaOf(instance).vault;
  const body = configuration(instance);
  const ipRules = readList(body, schema.ipRules, near);
  const subnetRules = readList(body, schema.subnetRules, near);
  // Written out, because spreading costs more than all else that is done here.
  return {
    key: resource.key,
    symbol: resource.symbol,
    module: resource.module,
    name: resource.name,
    id: resource.id,
    exists: resource.exists,
    label: near,
    span: resource.span,
    home: resource.home,
    instance,
    kind,
    existing: declaration.existing,
    state: frame.template.state,
    apiVersion: declaration.apiVersion ? evaluateIn({ frame, locals: null }, declaration.apiVersion) : null,
    publicNetworkAccess: readField(body, schema.publicNetworkAccess, near),
    networkAcls: readField(body, schema.networkAcls, near),
    defaultAction: readField(body, schema.defaultAction, near),
    bypass: readField(body, schema.bypass, near),
    ipRules: kind === "vault" ? ipRules : withServiceTags(ipRules, body, schema, near),
    subnetRules,
    subnetLinks: subnetRules.items.map((item) => ({
      item,
      link: linkTo(item.field.value, subnets),
      ignoreMissingServiceEndpoint: readField(item.whole, schema.ignoreMissingServiceEndpoint, near),
    })),
    enabledForDeployment: readField(body, schema.enabledForDeployment, near),
    enabledForDiskEncryption: readField(body, schema.enabledForDiskEncryption, near),
    enabledForTemplateDeployment: readField(body, schema.enabledForTemplateDeployment, near),
    enableRbacAuthorization: readField(body, schema.enableRbacAuthorization, near),
    createMode: readField(declaration.existing ? body : instance.body(), schema.createMode, near),
    foreignFields: isAzurerm(instance) ? [] : foreignFieldsOf(body, [ipRules, subnetRules], instance),
    exactWords: isAzurerm(instance),
    approvedConnections: approvedConnections(instance, body, near),
    writes: [],
    kept: [],
    linked: null,
    candidates: [],
  };
}

/**
 * The schema of managed HSMs has service tags, but no page says which callers they allow: there may be more than
 * the rules list.
 */
function withServiceTags(
  ipRules: ListField<string>,
  body: Value,
  schema: NetworkSchema["vault"],
  near: Vault["label"],
): ListField<string> {
  const tags = schema.serviceTags ? readList(body, schema.serviceTags, near) : null;
  if (!tags || isEmpty(tags)) return ipRules;
  const because: Cause[] = [{ kind: "unsupported", construct: { kind: "hsm-service-tags" } }];
  const state = ipRules.items.length > 0 ? "written" : "unknown";
  return { ...ipRules, state, open: [...ipRules.open, ...because] };
}

/**
 * What is written of the configuration. Nothing is known of an existing vault, nor of the network of one that is
 * recovered, which keeps what it had (https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults, createMode).
 */
function configuration(instance: ResourceInstance): Value {
  const { declaration, symbol } = instance;
  const origin = { span: declaration.labelSpan };
  if (declaration.existing)
    return unknown({ kind: "existing", symbol }, origin, `existing ${instance.frame.identity}/${symbol}`);
  const body = instance.body();
  if (body.kind === "unknown" || instance.frame.template.state === "deployed") return body;
  const { value, slot } = readField(body, networkSchemaOf(instance).vault.createMode, declaration.labelSpan);
  const recovers = is(value, (mode) => truth(foldWord(mode) === "recover"));
  // A mode that a syntax error may hide, or that is not printed, does not make the written values uncertain.
  const isHidden = slot.entry === null && causesOf(value).every(hidesMode);
  if (recovers === "no" || (recovers === "maybe" && isHidden)) return body;
  const because: Cause[] = [{ kind: "runtime", call: { kind: "recovered-vault" } }];
  return unknown(value.kind === "unknown" ? [...value.because, ...because] : because, origin);
}

function hidesMode(cause: Cause): boolean {
  if (cause.kind === "runtime") return typeof cause.call !== "string" && cause.call.kind === "not-printed";
  return cause.kind === "syntaxError";
}

function approvedConnections(
  instance: ResourceInstance,
  body: Value,
  near: Vault["label"],
): Vault["approvedConnections"] {
  // Of what is only looked up, other templates declare the endpoints.
  if (instance.declaration.existing) return null;
  const { value } = readField(body, networkSchemaOf(instance).vault.privateEndpointConnections, near);
  // A template does not write them; a list of vaults without their properties does not show them.
  if (value.kind === "unknown" && instance.frame.template.state === "deployed") return null;
  if (value.kind !== "known") return 0;
  return value.value.items.filter(isApproved).length;
}

/** Azure's REST API nests the state below `properties`, Resource Graph and the CLI do not. */
function isApproved(connection: Value): boolean {
  const nested = memberOf(connection, "properties", true, connection.origin);
  return [nested, connection].some((each) => {
    const state = memberOf(each, "privateLinkServiceConnectionState", true, each.origin);
    const status = memberOf(state, "status", true, state.origin);
    return status.kind === "known" && status.value === "Approved";
  });
}

/**
 * What is written where storage accounts have it and key vaults do not
 * (https://learn.microsoft.com/azure/templates/microsoft.storage/storageaccounts, networkAcls). Storage and Key Vault spell their
 * network rules alike, so that they are copied from one to the other.
 */
function foreignFieldsOf(
  body: Value,
  lists: readonly ListField<unknown>[],
  instance: ResourceInstance,
): readonly Field<unknown>[] {
  const near = instance.declaration.labelSpan;
  const items = lists.flatMap((list) =>
    list.items.length > 0 ? list.items.map(wholeItem) : anyItem(list, instance),
  );
  const inItems = items.flatMap(({ whole, through }) =>
    ofItems.flatMap((schema): readonly Field<unknown>[] => {
      const read = readField(whole, schema, whole.origin.span);
      return isWritten(read) ? [{ ...read, through: [...through, ...read.through] }] : none;
    }),
  );
  const inBlock = readField(body, ofBlock, near);
  return isWritten(inBlock) ? [...inItems, inBlock] : inItems;
}

const none: readonly Field<unknown>[] = [];

/** A property that is null, or may be, is not written: https://learn.microsoft.com/azure/azure-resource-manager/bicep/data-types#nullable-types */
function isWritten({ slot, value }: Field<unknown>): boolean {
  return slot.entry !== null && is(value, (written) => truth(written !== null)) === "yes";
}

interface WholeItem {
  readonly whole: Value;
  readonly through: readonly Hop[];
}

function wholeItem({ whole, field }: Item<unknown>): WholeItem {
  return { whole, through: field.through };
}

/** What each item would be in a loop that has no iterations yet: filling its list creates such items. */
function anyItem(
  { slot, open, through }: ListField<unknown>,
  { frame }: ResourceInstance,
): readonly WholeItem[] {
  const loop = slot.into?.entries.find((entry) => entry.kind === "entry" && entry.span === slot.entry)?.value;
  if (loop?.kind !== "for") return [];
  const because: readonly Cause[] =
    open.length > 0 ? open : [{ kind: "unsupported", construct: { kind: "loop-without-iterations" } }];
  const scope = anyIteration(loop.loop, { frame, locals: null }, because);
  return [{ whole: evaluateIn(scope, loop.body), through }];
}

const ofItems = [anything("action"), anything("state")];
const ofBlock = anything("properties", "networkAcls", "resourceAccessRules");

function anything(...path: readonly string[]): FieldSchema<Plain> {
  return { path, decode: (written) => written, encode: () => null };
}

/** Reads what a deployment writes into vaults and reads from them, in the order of the types. */
export function bindVaultContents(of: InstancesOf, vaults: readonly Vault[]): readonly VaultContent[] {
  const asked = Object.entries(azurermContents).flatMap(([type, spelling]) =>
    of(type).map((instance) => askedByRunner(instance, spelling, vaults)),
  );
  const deployed = Object.entries(armContents).flatMap(([type, what]) =>
    // Content that is only referenced is an ID, which does not access the vault.
    of(type).flatMap((instance) =>
      instance.declaration.existing ? [] : [deployedByArm(instance, what, vaults)],
    ),
  );
  const asOthersAre = of("azapi_data_plane_resource").flatMap((instance) => askedByAzapi(instance, vaults));
  return [...asked, ...asOthersAre, ...deployed];
}

/** Data sources and ephemeral resources read; resources read as well, to see what is there before they write. */
function askedByRunner(
  instance: ResourceInstance,
  { what, vault: attributes }: ContentSpelling,
  vaults: readonly Vault[],
): VaultContent {
  const fields = attributes.map((name) => readAttribute(instance, name));
  const written = fields.find(({ value }) => value.kind !== "absent");
  return throughEndpoint(instance, what, written ?? readAttribute(instance, "key_vault_id"), vaults);
}

/** What azapi asks a vault for is below the address of the vault, which is written without a scheme. */
function askedByAzapi(instance: ResourceInstance, vaults: readonly Vault[]): readonly VaultContent[] {
  const { value: type } = readAttribute(instance, "type");
  const [head] = type.kind === "known" ? partsOf(type.value) : [];
  const [name = ""] = typeof head === "string" ? foldWord(head).split("@") : [];
  const what = azapiContents.get(name);
  if (!what) return [];
  const parent = readAttribute(instance, "parent_id");
  const { value } = parent;
  const address =
    value.kind === "known" ? { ...value, value: textOf(["https://", ...partsOf(value.value)]) } : value;
  return [throughEndpoint(instance, what, { ...parent, value: address }, vaults)];
}

function readAttribute(instance: ResourceInstance, name: string): Field<string | Text> {
  return readField(instance.body(), id(name), instance.declaration.labelSpan);
}

function throughEndpoint(
  instance: ResourceInstance,
  what: VaultContent["what"],
  reference: Field<string | Text>,
  vaults: readonly Vault[],
): VaultContent {
  return {
    ...bindResource(instance),
    what,
    operation: instance.declaration.existing ? "read" : "write",
    by: "runner",
    reference,
    vault: meantVault(instance, vaultOf(reference.value, vaults), vaults),
  };
}

function deployedByArm(
  instance: ResourceInstance,
  what: VaultContent["what"],
  vaults: readonly Vault[],
): VaultContent {
  const resource = bindResource(instance);
  const around = idAround(resource.id, what === "secret" ? "/secrets/" : "/keys/");
  const vault = meantVault(instance, linkOf(around, vaults), vaults);
  return { ...resource, what, operation: "write", by: "resource manager", reference: null, vault };
}
