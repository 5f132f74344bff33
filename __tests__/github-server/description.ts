import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, OpenAPIBackend } from "openapi-backend";
import { type OperationId, operations } from "./operations.ts";

/** A request as the description judges it; the path is without the API's prefix. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What GitHub's REST description says of requests and answers. */
export interface Description {
  /** The operation that a request asks for; `undefined` for what GitHub has not. */
  readonly match: (request: ApiRequest) => Match | undefined;
  /** What is wrong with an answer of this server. */
  readonly wrongAnswer: (operation: OperationId, status: number, body: unknown) => readonly string[];
}

/** An operation, the parameters of its path, and what is wrong with the request. */
export interface Match {
  readonly operation: OperationId;
  readonly parameters: Readonly<Record<string, string>>;
  readonly wrong: readonly string[];
}

interface Complaint {
  readonly instancePath: string;
  readonly message?: string;
}

// What ajv knows only by an extension; the description names more, which say nothing of a value's text.
const FORMATS = {
  "date-time": (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text),
  uri: (text: string) => URL.canParse(text),
  email: true,
  int64: true,
  timestamp: true,
  "uri-template": true,
} as const;

/** Reads the slice of the description that lies beside this file. */
export async function readDescription(): Promise<Description> {
  const text = readFileSync(join(import.meta.dirname, "description.json"), "utf8");
  // It was cut out of GitHub's by slice-description.ts.
  const definition = JSON.parse(text, asAjvReadsIt) as Document;
  const ajvOpts = { strict: false, allErrors: true, formats: FORMATS };
  const api = new OpenAPIBackend({ definition, quick: true, ajvOpts });
  await api.init();
  return {
    match: (request) => {
      const asked = {
        ...request,
        method: request.method.toLowerCase(),
        headers: {},
        query: { ...request.query },
      };
      const operation = api.matchOperation(asked);
      const id = operations.find((one) => one === operation?.operationId);
      if (operation === undefined || id === undefined) return undefined;
      const { params } = api.router.parseRequest(asked, operation);
      const parameters = Object.fromEntries(
        Object.entries(params).map(([name, value]) => [name, String(value)]),
      );
      return { operation: id, parameters, wrong: complaints(api.validateRequest(asked, operation).errors) };
    },
    wrongAnswer: (operation, status, body) =>
      body === undefined
        ? []
        : complaints(api.validateResponse(withoutOutdated(body), operation, status).errors),
  };
}

function complaints(errors: readonly Complaint[] | null | undefined): readonly string[] {
  return (errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`.trim());
}

/** OpenAPI 3.0's `nullable` allows null beside any other word; ajv asks for a type and for null among the values. */
function asAjvReadsIt(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("nullable" in value) || value.nullable !== true)
    return value;
  const { nullable: _, ...rest } = value;
  return { anyOf: [rest, { enum: [null] }] };
}

/** GitHub has null where a comment's line is gone, which its own description does not allow. */
function withoutOutdated(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutOutdated);
  if (typeof body !== "object" || body === null) return body;
  const gone = (name: string, value: unknown) => value === null && (name === "line" || name === "position");
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => !gone(name, value)));
}
