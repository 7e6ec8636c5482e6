import fc from "fast-check";
import { expect, it } from "vitest";
import type { Expression } from "../../../server/src/core/template/expression.ts";
import type { Parsed } from "../../../server/src/core/syntax/syntax.ts";
import { parseTerraform } from "./parse.ts";

const text = `# A vault, and what is around it. é😀
variable "acls" {
  type = object({
    default_action = optional(string, "Deny")
    ip_rules       = optional(list(string), [])
  })
  default = null
}

resource "azurerm_key_vault" "kv" {
  for_each = toset(["a", "b"])
  name     = "kv-\${each.key}"

  dynamic "network_acls" {
    for_each = var.acls == null ? [] : [var.acls]
    content {
      default_action = network_acls.value.default_action
      bypass         = "None" // nobody
      ip_rules       = [for ip in network_acls.value.ip_rules : "\${ip}/32" if ip != ""]
    }
  }
  tags = { "a" : 1, (var.x) = <<-EOT
    text \${upper("x")}
  EOT
  }
  lifecycle {
    ignore_changes = [tags]
  }
}

module "net" {
  source = "./net"
  ids    = azurerm_virtual_network.v.subnet.*.id
}
`;

it("cut anywhere but between declarations, a file does not claim to be whole", () => {
  const depth = (end: number): number => {
    const before = text.slice(0, end).replace(/\$\{[^}]*\}/g, "");
    return before.split("{").length - before.split("}").length;
  };
  for (let end = 1; end < text.length; end++) {
    const { template } = parseTerraform(text.slice(0, end));
    if (depth(end) > 0) expect(template?.intact ?? false, `cut at ${end}`).toBe(false);
  }
});

it("cut anywhere, no dictionary around the cut claims absence", () => {
  for (let end = 1; end < text.length; end++) {
    const { template } = parseTerraform(text.slice(0, end));
    for (const resource of template?.resources ?? []) {
      const isCut = resource.span.end >= text.slice(0, end).trimEnd().length && template?.intact === false;
      if (isCut) expect(isOpen(resource.body), `cut at ${end}`).toBe(true);
    }
  }
});

it("answers whatever it is given, with spans inside the text", () => {
  const token = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    '"',
    "${",
    "%{",
    "=",
    "\n",
    "<<EOT\n",
    "for",
    "a.b",
    "/*",
    "#",
    "😀",
  );
  fc.assert(
    fc.property(fc.nat({ max: text.length }), fc.nat({ max: 40 }), token, (at, length, written) => {
      const changed = text.slice(0, at) + written + text.slice(at + length);
      const outside = spansIn(parseTerraform(changed)).filter(
        ({ start, end }) => !(0 <= start && start <= end && end <= changed.length),
      );
      expect(outside).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

function isOpen(expression: Expression): boolean {
  return expression.kind !== "dictionary" || !expression.intact;
}

function spansIn(parsed: Parsed): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  const waiting: unknown[] = [parsed];
  const seen = new Set<unknown>();
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (typeof at !== "object" || at === null || seen.has(at)) continue;
    seen.add(at);
    if ("start" in at && "end" in at) found.push({ start: Number(at.start), end: Number(at.end) });
    const inside: readonly unknown[] = at instanceof Map ? [...at.values()] : Object.values(at);
    waiting.push(...inside.filter((each) => each !== undefined));
  }
  return found;
}
