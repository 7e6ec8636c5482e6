/**
 * A copy that shares nothing with what it was copied from, not even texts, of which a part keeps the whole in memory. Null if it is not plain data: texts, numbers,
 * truths, null, lists and objects of these.
 */
export function plainCopy<T>(data: T): T | null {
  // What was written is read as the same.
  return isPlain(data) ? (JSON.parse(JSON.stringify(data)) as T) : null;
}

function isPlain(data: unknown): boolean {
  switch (typeof data) {
    case "string":
    case "boolean":
    case "undefined":
      return true;
    case "number":
      return Number.isFinite(data);
    case "object":
      return data === null || (isObject(data) && Object.values(data).every(isPlain));
    default:
      return false;
  }
}

function isObject(data: object): boolean {
  return Array.isArray(data) || Object.getPrototypeOf(data) === Object.prototype;
}
