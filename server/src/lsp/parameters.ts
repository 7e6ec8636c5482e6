import { ErrorCodes, ResponseError } from "vscode-languageserver";

/** A member of a value from the client, whatever the value is. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/**
 * Answers a request whose parameters have the shape that the protocol requires; any other request is an error of the
 * client.
 */
export function checked<P, R>(
  isExpected: (params: unknown) => params is P,
  answer: (params: P) => R,
): (params: unknown) => R | ResponseError {
  return (params) =>
    isExpected(params)
      ? answer(params)
      : new ResponseError(ErrorCodes.InvalidParams, "The parameters are not those of the request.");
}

type Question = (value: unknown) => boolean;

/** Whether a value is an object whose members satisfy the conditions. */
export function isRecordOf(members: Readonly<Record<string, Question>>): Question {
  return (value) => Object.entries(members).every(([name, isExpected]) => isExpected(memberOf(value, name)));
}

/** Whether a value is an array of such values. */
export function isListOf(isExpected: Question): Question {
  return (value) => Array.isArray(value) && value.every((each) => isExpected(each));
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}
