import { id, type Resource, subnetId, subnetIdText, symbolOf } from "./scene-parts.ts";
import { subnetRef } from "./terraform-scene.ts";

/** A resource that uses the vault, in few words. Subnets are written as in the scene: `v/app`. */
export type CallerScene =
  /** A web app with a Key Vault reference, or the vault's address in a setting that its code reads. */
  | {
      readonly kind: "app";
      readonly subnet?: string;
      readonly holds: "reference" | "address";
      readonly isLinux?: boolean;
      readonly routesAll?: boolean;
      /** A DNS server of its own. */
      readonly dnsServer?: string;
    }
  | { readonly kind: "container-app"; readonly subnet?: string; readonly hasProfiles?: boolean }
  /** A cluster with the add-on for secrets. */
  | {
      readonly kind: "cluster";
      readonly subnet: string;
      readonly pods?: string;
      /** The subnet of a second pool. */
      readonly second?: string;
      readonly outboundType?: string;
    }
  | { readonly kind: "gateway"; readonly subnet: string }
  /** A virtual machine with an extension for certificates, and a network interface `nic`. */
  | {
      readonly kind: "machine";
      readonly subnet: string;
      readonly group?: string;
      readonly dnsServer?: string;
    };

const vaultUri = "https://kv.vault.azure.net/";
const secret = `${vaultUri}secrets/one`;

function settingOf({ holds }: Extract<CallerScene, { readonly kind: "app" }>): string {
  return holds === "reference" ? `@Microsoft.KeyVault(SecretUri=${secret})` : vaultUri;
}

/** The caller in ARM JSON. */
export function armCaller(caller: CallerScene | undefined): readonly Resource[] {
  switch (caller?.kind) {
    case undefined:
      return [];
    case "app":
      return [armApp(caller)];
    case "container-app":
      return armContainerApp(caller);
    case "cluster":
      return [armCluster(caller)];
    case "machine":
      return armMachine(caller);
    case "gateway":
      return [
        {
          type: "Microsoft.Network/applicationGateways",
          apiVersion: "2024-05-01",
          name: "caller",
          properties: {
            gatewayIPConfigurations: [{ name: "ip", properties: { subnet: subnetId(caller.subnet) } }],
            sslCertificates: [{ name: "site", properties: { keyVaultSecretId: secret } }],
          },
        },
      ];
  }
}

function armApp(caller: Extract<CallerScene, { readonly kind: "app" }>): Resource {
  const { subnet, isLinux, routesAll, dnsServer } = caller;
  const servers = dnsServer ? [{ name: "WEBSITE_DNS_SERVER", value: dnsServer }] : [];
  return {
    type: "Microsoft.Web/sites",
    apiVersion: "2024-04-01",
    name: "caller",
    kind: isLinux ? "app,linux" : "app",
    properties: {
      ...(subnet ? { virtualNetworkSubnetId: subnetIdText(subnet) } : {}),
      ...(routesAll === undefined ? {} : { vnetRouteAllEnabled: routesAll }),
      siteConfig: { appSettings: [{ name: "VAULT", value: settingOf(caller) }, ...servers] },
    },
  };
}

function armContainerApp(
  caller: Extract<CallerScene, { readonly kind: "container-app" }>,
): readonly Resource[] {
  const { subnet, hasProfiles } = caller;
  return [
    {
      type: "Microsoft.App/managedEnvironments",
      apiVersion: "2024-03-01",
      name: "environment",
      properties: {
        ...(subnet ? { vnetConfiguration: { infrastructureSubnetId: subnetIdText(subnet) } } : {}),
        ...(hasProfiles
          ? { workloadProfiles: [{ name: "Consumption", workloadProfileType: "Consumption" }] }
          : {}),
      },
    },
    {
      type: "Microsoft.App/containerApps",
      apiVersion: "2024-03-01",
      name: "caller",
      identity: { type: "SystemAssigned" },
      properties: {
        environmentId: "[resourceId('Microsoft.App/managedEnvironments', 'environment')]",
        configuration: { secrets: [{ name: "one", keyVaultUrl: secret, identity: "system" }] },
      },
    },
  ];
}

function armCluster(caller: Extract<CallerScene, { readonly kind: "cluster" }>): Resource {
  const { subnet, pods, second, outboundType } = caller;
  return {
    type: "Microsoft.ContainerService/managedClusters",
    apiVersion: "2024-09-01",
    name: "caller",
    identity: { type: "SystemAssigned" },
    properties: {
      agentPoolProfiles: [
        {
          name: "pool",
          vnetSubnetID: subnetIdText(subnet),
          ...(pods ? { podSubnetID: subnetIdText(pods) } : {}),
        },
        ...(second ? [{ name: "second", vnetSubnetID: subnetIdText(second) }] : []),
      ],
      addonProfiles: { azureKeyvaultSecretsProvider: { enabled: true } },
      ...(outboundType ? { networkProfile: { outboundType } } : {}),
    },
  };
}

const extension = {
  publisher: "Microsoft.Azure.KeyVault",
  type: "KeyVaultForLinux",
  typeHandlerVersion: "3.0",
} as const;

function armMachine(caller: Extract<CallerScene, { readonly kind: "machine" }>): readonly Resource[] {
  const { subnet, group, dnsServer } = caller;
  return [
    {
      type: "Microsoft.Network/networkInterfaces",
      apiVersion: "2024-05-01",
      name: "nic",
      properties: {
        ipConfigurations: [{ name: "ip", properties: { subnet: subnetId(subnet) } }],
        ...(group ? { networkSecurityGroup: id("networkSecurityGroups", group) } : {}),
        ...(dnsServer ? { dnsSettings: { dnsServers: [dnsServer] } } : {}),
      },
    },
    {
      type: "Microsoft.Compute/virtualMachines",
      apiVersion: "2024-07-01",
      name: "vm",
      properties: { networkProfile: { networkInterfaces: [id("networkInterfaces", "nic")] } },
    },
    {
      type: "Microsoft.Compute/virtualMachines/extensions",
      apiVersion: "2024-07-01",
      name: "vm/caller",
      properties: {
        ...extension,
        settings: { secretsManagementSettings: { observedCertificates: [{ url: secret }] } },
      },
    },
  ];
}

/** The caller for Terraform's azurerm. */
export function terraformCaller(caller: CallerScene | undefined): string {
  switch (caller?.kind) {
    case undefined:
      return "";
    case "app":
      return terraformApp(caller);
    case "container-app":
      return terraformContainerApp(caller);
    case "cluster":
      return terraformCluster(caller);
    case "machine":
      return terraformMachine(caller);
    case "gateway":
      return block("azurerm_application_gateway", [
        `gateway_ip_configuration {\n    name = "ip"\n    subnet_id = ${subnetRef(caller.subnet)}\n  }`,
        `ssl_certificate {\n    name = "site"\n    key_vault_secret_id = "${secret}"\n  }`,
      ]);
  }
}

function terraformApp(caller: Extract<CallerScene, { readonly kind: "app" }>): string {
  const { subnet, isLinux, routesAll, dnsServer } = caller;
  return block(isLinux ? "azurerm_linux_web_app" : "azurerm_windows_web_app", [
    subnet ? `virtual_network_subnet_id = ${subnetRef(subnet)}` : "",
    `app_settings = {\n    VAULT = "${settingOf(caller)}"${dnsServer ? `\n    WEBSITE_DNS_SERVER = "${dnsServer}"` : ""}\n  }`,
    `site_config {${routesAll === undefined ? "" : `\n    vnet_route_all_enabled = ${String(routesAll)}\n  `}}`,
  ]);
}

function terraformContainerApp(caller: Extract<CallerScene, { readonly kind: "container-app" }>): string {
  const { subnet, hasProfiles } = caller;
  const environment = block(
    "azurerm_container_app_environment",
    [
      subnet ? `infrastructure_subnet_id = ${subnetRef(subnet)}` : "",
      hasProfiles
        ? 'workload_profile {\n    name = "Consumption"\n    workload_profile_type = "Consumption"\n  }'
        : "",
    ],
    "environment",
  );
  const app = block("azurerm_container_app", [
    "container_app_environment_id = azurerm_container_app_environment.environment.id",
    'identity {\n    type = "SystemAssigned"\n  }',
    `secret {\n    name = "one"\n    identity = "System"\n    key_vault_secret_id = "${secret}"\n  }`,
  ]);
  return `${environment}\n\n${app}`;
}

function terraformCluster(caller: Extract<CallerScene, { readonly kind: "cluster" }>): string {
  const { subnet, pods, second, outboundType } = caller;
  const cluster = block("azurerm_kubernetes_cluster", [
    'identity {\n    type = "SystemAssigned"\n  }',
    `default_node_pool {\n    name = "pool"\n    vnet_subnet_id = ${subnetRef(subnet)}${pods ? `\n    pod_subnet_id = ${subnetRef(pods)}` : ""}\n  }`,
    "key_vault_secrets_provider {\n    secret_rotation_enabled = true\n  }",
    outboundType ? `network_profile {\n    outbound_type = "${outboundType}"\n  }` : "",
  ]);
  if (!second) return cluster;
  const pool = block(
    "azurerm_kubernetes_cluster_node_pool",
    ["kubernetes_cluster_id = azurerm_kubernetes_cluster.caller.id", `vnet_subnet_id = ${subnetRef(second)}`],
    "second",
  );
  return `${cluster}\n\n${pool}`;
}

function terraformMachine(caller: Extract<CallerScene, { readonly kind: "machine" }>): string {
  const { subnet, group, dnsServer } = caller;
  const settings = `jsonencode({ secretsManagementSettings = { observedCertificates = [{ url = "${secret}" }] } })`;
  return [
    block(
      "azurerm_network_interface",
      [
        `ip_configuration {\n    name = "ip"\n    subnet_id = ${subnetRef(subnet)}\n  }`,
        dnsServer ? `dns_servers = ["${dnsServer}"]` : "",
      ],
      "nic",
    ),
    group
      ? `resource "azurerm_network_interface_security_group_association" "nic" {\n  network_interface_id = azurerm_network_interface.nic.id\n  network_security_group_id = azurerm_network_security_group.${symbolOf(group)}.id\n}`
      : "",
    block(
      "azurerm_linux_virtual_machine",
      ["network_interface_ids = [azurerm_network_interface.nic.id]"],
      "vm",
    ),
    block("azurerm_virtual_machine_extension", [
      "virtual_machine_id = azurerm_linux_virtual_machine.vm.id",
      `publisher = "${extension.publisher}"`,
      `type = "${extension.type}"`,
      `type_handler_version = "${extension.typeHandlerVersion}"`,
      `settings = ${settings}`,
    ]),
  ].join("\n\n");
}

function block(type: string, lines: readonly string[], symbol = "caller"): string {
  const own = [`name = "${symbol}"`, ...lines].filter((line) => line !== "");
  return `resource "${type}" "${symbol}" {\n${own.map((line) => `  ${line}\n`).join("")}}`;
}
