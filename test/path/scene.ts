import {
  type Analysis,
  analyze,
  readSource,
  reportVerdicts,
  type VerdictReport,
} from "../../server/src/core/index.ts";
import type { CallerScene } from "./callers.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { armOf } from "./arm-scene.ts";
import { bicepOf } from "./bicep-scene.ts";
import { terraformOf } from "./terraform-scene.ts";

/** A network with one vault `kv`, in few words; each syntax prints it in its own way. */
export interface Scene {
  readonly vault?: {
    readonly location?: string;
    /** A firewall that allows these subnets (`v/s`) and addresses; without it, everything is allowed. */
    readonly allows?: readonly string[];
    readonly isPrivate?: boolean;
  };
  readonly networks: Readonly<Record<string, NetworkScene>>;
  /**
   * Rules of security groups: `100 Allow Outbound AzureKeyVault 443`, behind it the source if it is not `*`, and the protocol if it is
   * not `Tcp`. Addresses and ports may be several with commas.
   */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  /** Routes of tables: `0.0.0.0/0 None`, `0.0.0.0/0 VirtualAppliance fw`. */
  readonly tables?: Readonly<Record<string, readonly string[]>>;
  /** A firewall `fw` in the subnet `AzureFirewallSubnet` of a network. */
  readonly firewall?: {
    readonly network: string;
    /** `network 100 Allow AzureKeyVault 443`, `application 200 Allow *.vault.azure.net`. */
    readonly rules?: readonly string[];
    readonly hasProxy?: boolean;
  };
  /** A private endpoint of the vault in a subnet, registered in zones by a zone group. */
  readonly endpoint?: { readonly subnet: string; readonly zones?: readonly string[] };
  /** Zones by key, which other parts use: their name and the networks that they are linked to. */
  readonly zones?: Readonly<Record<string, ZoneScene>>;
  /** `a b` for the link of network a to b; `a b no-access`, `a b unsaid`, `a b app>pe` for these subnets alone. */
  readonly peerings?: readonly string[];
  /** Network interfaces of machines by name. */
  readonly interfaces?: Readonly<Record<string, InterfaceScene>>;
  /** Parameters without defaults, which other parts name: `$action`. */
  readonly parameters?: Readonly<Record<string, ParameterScene>>;
  /** A resource `caller` that uses the vault. */
  readonly caller?: CallerScene;
  /** An inbound endpoint of a resolver in the subnet `dns` of a network, at an address. */
  readonly resolver?: { readonly network: string; readonly address: string };
}

export interface NetworkScene {
  readonly prefix: string;
  readonly dnsServers?: readonly string[];
  readonly subnets: Readonly<Record<string, SubnetScene>>;
}

export interface SubnetScene {
  readonly prefix: string;
  readonly hasEndpoint?: boolean;
  readonly isPrivate?: boolean;
  readonly group?: string;
  readonly table?: string;
  readonly hasNat?: boolean;
  readonly policies?: string;
}

export interface InterfaceScene {
  readonly subnet: string;
  readonly group?: string;
  readonly dnsServers?: readonly string[];
}

export interface ParameterScene {
  readonly type: "bool" | "int" | "string";
  readonly allowed?: readonly string[];
}

export interface ZoneScene {
  readonly name?: string;
  /** The resource group that it is in, where that is not the one of all others. */
  readonly home?: string;
  readonly links?: readonly string[];
  readonly redirects?: boolean;
  readonly records?: readonly string[];
}

/** Everything in one template, or all but the vault in a module. */
export type Layout = "plain" | "modules";

export const syntaxes = {
  "ARM JSON": { root: "/main.json", print: armOf },
  Bicep: { root: "/main.bicep", print: bicepOf },
  Terraform: { root: "/", print: terraformOf },
} as const;

export type Syntax = keyof typeof syntaxes;

/** A scene, read in one of the syntaxes. */
export function read(scene: Scene, syntax: Syntax, layout: Layout = "plain"): Analysis {
  const { root, print } = syntaxes[syntax];
  return analyze({ root, files: filesInMemory(print(scene, layout)) });
}

/** The verdict on a subnet of a scene, or on its caller. */
export function ask(scene: Scene, from: string, syntax: Syntax, layout: Layout = "plain"): VerdictReport {
  return verdictOn(from, read(scene, syntax, layout).worlds);
}

/** The verdict on a subnet for the vault of some worlds. */
export function verdictOn(from: string, worlds: Analysis["worlds"]): VerdictReport {
  const reading = readSource(from === "caller" ? "consumer:caller" : `subnet:${from}`);
  if (!("source" in reading)) throw new Error(reading.fault.kind);
  const [verdict] = reportVerdicts(worlds, from, reading.source);
  if (!verdict) throw new Error("no verdict");
  return verdict;
}
