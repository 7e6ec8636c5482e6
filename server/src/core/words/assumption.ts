/** `sku = "premium"`, for each parameter; conditions that are more than a name say for themselves that they hold. */
export function sayValues(
  assumption: readonly (readonly [name: string, value: unknown])[],
): readonly string[] {
  return assumption.map(([name, value]) => {
    if (value === true && /[^\w.-]/.test(name)) return name;
    return `${/^!|[=<>&|?]/.test(name) ? `(${name})` : name} = ${JSON.stringify(value)}`;
  });
}
