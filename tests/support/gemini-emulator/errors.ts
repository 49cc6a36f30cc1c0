// errors.ts: the error bodies of the Gemini API, word for word.
import type { StatusFault } from './faults';

export interface HttpAnswer {
  status: number;
  type: 'application/json; charset=UTF-8' | 'text/html; charset=UTF-8';
  body: string;
}

export interface ErrorObject {
  error: { code: number; message: string; status: string; details?: unknown[] };
}

const RPC = 'type.googleapis.com/google.rpc.';

export const errorObject = (code: number, status: string, message: string, details?: unknown[]): ErrorObject => ({
  error: { code, message, status, ...(details && { details }) },
});

export const asAnswer = (object: ErrorObject): HttpAnswer => ({
  status: object.error.code,
  type: 'application/json; charset=UTF-8',
  body: JSON.stringify(object, null, 2),
});

export const badKey = (): ErrorObject => {
  const message = 'API key not valid. Please pass a valid API key.';
  return errorObject(400, 'INVALID_ARGUMENT', message, [
    {
      '@type': `${RPC}ErrorInfo`,
      reason: 'API_KEY_INVALID',
      domain: 'googleapis.com',
      metadata: { service: 'generativelanguage.googleapis.com' },
    },
    { '@type': `${RPC}LocalizedMessage`, locale: 'en-US', message },
  ]);
};

export const missingKey = (): ErrorObject =>
  errorObject(
    403,
    'PERMISSION_DENIED',
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
  );

export const unknownModel = (model: string): ErrorObject =>
  errorObject(
    404,
    'NOT_FOUND',
    `models/${model} is not found for API version v1beta, or is not supported for generateContent. Call ListModels to see the list of available models and their supported methods.`,
  );

export interface Violation {
  field: string;
  description: string;
}

export const badRequest = (violations: Violation[]): ErrorObject =>
  errorObject(400, 'INVALID_ARGUMENT', violations.map((v) => v.description).join('\n'), [
    { '@type': `${RPC}BadRequest`, fieldViolations: violations },
  ]);

/** The details come in any order in reality: RetryInfo is not last here on purpose. */
export function quotaExceeded(
  model: string,
  per: 'Minute' | 'Day',
  limit: number,
  delay: string,
  metric = 'generate_content_free_tier_requests',
): ErrorObject {
  const message = `You exceeded your current quota, please check your plan and billing details.\n* Quota exceeded for metric: generativelanguage.googleapis.com/${metric}, limit: ${limit}\nPlease retry in ${delay}.`;
  return errorObject(429, 'RESOURCE_EXHAUSTED', message, [
    { '@type': `${RPC}RetryInfo`, retryDelay: delay },
    {
      '@type': `${RPC}QuotaFailure`,
      violations: [
        {
          quotaMetric: `generativelanguage.googleapis.com/${metric}`,
          quotaId: `GenerateRequestsPer${per}PerProjectPerModel-FreeTier`,
          quotaDimensions: { location: 'global', model },
          quotaValue: String(limit),
        },
      ],
    },
    {
      '@type': `${RPC}Help`,
      links: [{ description: 'Learn more about Gemini API quotas', url: 'https://ai.google.dev/gemini-api/docs/rate-limits' }],
    },
  ]);
}

export const overloaded = (): ErrorObject => errorObject(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.');

const PAGE = '<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n';
const page = (status: number): HttpAnswer => ({ status, type: 'text/html; charset=UTF-8', body: PAGE });

type Answered = Exclude<StatusFault, 'stall-headers' | 'reset'>;

export function statusFault(fault: Answered, model: string): HttpAnswer {
  switch (fault) {
    case '429-minute':
      return asAnswer(quotaExceeded(model, 'Minute', 10, '1.237906927s'));
    case '429-day':
      return asAnswer(quotaExceeded(model, 'Day', 250, '47.434392449s'));
    case '429-long':
      return asAnswer(quotaExceeded(model, 'Minute', 10, '600s'));
    case '429-bare':
      return asAnswer(errorObject(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted (e.g. check quota).'));
    case '400-precondition':
      return asAnswer(errorObject(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'));
    case '403':
      return asAnswer(errorObject(403, 'PERMISSION_DENIED', 'Permission denied on resource project.'));
    case '500':
      return asAnswer(
        errorObject(
          500,
          'INTERNAL',
          'An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting',
        ),
      );
    case '503':
      return asAnswer(overloaded());
    case '504':
      return asAnswer(errorObject(504, 'DEADLINE_EXCEEDED', 'The service was unable to finish processing within the deadline.'));
    case 'html-502':
      return page(502);
    case 'html-200':
      return page(200);
    case 'error-body-200':
      return { ...asAnswer(errorObject(500, 'INTERNAL', 'Internal error encountered.')), status: 200 };
  }
}
