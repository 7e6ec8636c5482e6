import { armAddressOf, armResources, armZone, armZoneResources, publicIpsIn } from "./arm-scene.ts";
import type { Layout, Scene, ZoneScene } from "./scene.ts";
import type { Texts } from "../support/files-in-memory.ts";
import { api, id, isList, type Json, type Resource, symbolOf, zoneName } from "./scene-parts.ts";

/**
 * The scene in Bicep: the same resources, with the same functions; what is deployed to another group is a module. With modules,
 * all but the vault is one.
 */
export function bicepOf(scene: Scene, layout: Layout): Texts {
  const outputOf = (name: string): string => `[net.outputs.${symbolOf(name)}]`;
  const [vault, ...others] = armResources(scene, layout === "plain" ? armAddressOf : outputOf);
  const parameters = bicepParameters(scene);
  const network = bicepNetwork(scene, others);
  if (layout === "plain") {
    const main = [...parameters, bicepResources([vault]), network["/net.bicep"]].join("\n\n");
    return { ...network, "/main.bicep": main };
  }
  const names = Object.keys(scene.parameters ?? {});
  const params = Object.fromEntries(names.map((name) => [name, `$${name}`]));
  const call = `module net 'net.bicep' = ${bicepValue({ name: "net", params }, "")}`;
  const outputs = publicIpsIn(others).map(
    (name) => `output ${symbolOf(name)} string = ${bicepValue(armAddressOf(name), "")}`,
  );
  return {
    ...network,
    "/net.bicep": [...parameters, network["/net.bicep"], ...outputs].join("\n\n"),
    "/main.bicep": [...parameters, bicepResources([vault]), call].join("\n\n"),
  };
}

/** The same in two templates, of which one names the vault of the other. */
export function bicepRoots(scene: Scene): Texts {
  const [vault, ...others] = armResources(scene);
  return {
    "/app/main.bicep": bicepResources([vault]),
    "/net/main.bicep": bicepNetwork(scene, others)["/net.bicep"],
  };
}

function bicepNetwork(
  scene: Scene,
  resources: readonly Resource[],
): Texts & { readonly "/net.bicep": string } {
  const zones = Object.entries(scene.zones ?? {});
  const away = zones.filter(([, zone]) => zone.home !== undefined);
  const here = zones.filter(([, zone]) => zone.home === undefined);
  const own = [...resources, ...here.flatMap(([key, zone]) => armZone(key, zone))];
  return {
    "/net.bicep": [bicepResources(own), ...away.map(bicepZoneCall)].join("\n\n"),
    ...Object.fromEntries(
      away.map(([key, zone]) => [
        `/${key}.bicep`,
        `param networks array\n\n${bicepResources(armZoneResources(key, { ...zone, links: [] }))}\n\n${bicepLinks(zone)}`,
      ]),
    ),
  };
}

function bicepParameters({ parameters = {} }: Scene): readonly string[] {
  return Object.entries(parameters).map(([name, { type, allowed }]) => {
    const values = allowed ? `@allowed(${bicepValue(allowed, "")})\n` : "";
    return `${values}param ${name} ${type}`;
  });
}

function bicepZoneCall([key, { home = "", links = [] }]: readonly [string, ZoneScene]): string {
  const ids = links.map((network) => id("virtualNetworks", network)["id"] ?? null);
  return `module ${key} '${key}.bicep' = ${bicepValue({ name: key, scope: `[resourceGroup('${home}')]`, params: { networks: ids } }, "")}`;
}

function bicepLinks({ name = zoneName, redirects }: ZoneScene): string {
  const properties = `virtualNetwork: { id: network }${redirects ? ", resolutionPolicy: 'NxDomainRedirect'" : ""}`;
  return `resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@${api}' = [for (network, i) in networks: {
  name: '${name}/link-\${i}'
  properties: { ${properties} }
}]`;
}

function bicepResources(resources: readonly Resource[]): string {
  const used = new Set<string>();
  return resources
    .map(({ type, apiVersion, name, ...body }, index) => {
      const plain = symbolOf(name);
      const symbol = used.has(plain) ? `${plain}_${index}` : plain;
      used.add(symbol);
      return `resource ${symbol} '${type}@${apiVersion}' = ${bicepValue({ name, ...body }, "")}`;
    })
    .join("\n\n");
}

function bicepValue(value: Json, indent: string): string {
  const inner = `${indent}  `;
  if (typeof value === "string") {
    if (value.startsWith("$")) return value.slice(1);
    return value.startsWith("[") ? value.slice(1, -1) : `'${value}'`;
  }
  if (isList(value)) {
    return value.length === 0
      ? "[]"
      : `[\n${value.map((item) => `${inner}${bicepValue(item, inner)}\n`).join("")}${indent}]`;
  }
  if (value === null || typeof value !== "object") return String(value);
  const entries = Object.entries(value).map(([key, item]) => `${inner}${key}: ${bicepValue(item, inner)}\n`);
  return entries.length === 0 ? "{}" : `{\n${entries.join("")}${indent}}`;
}
