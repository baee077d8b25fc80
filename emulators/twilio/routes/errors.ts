/** A refusal as Twilio words it: `{code, message, more_info, status}`. Codes: facts/twilio.md §5 and Twilio's public error list. */
export class TwilioError extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  get body(): Record<string, unknown> {
    return errorBody(this.status, this.code, this.message);
  }
}

export const errorBody = (status: number, code: number, message: string): Record<string, unknown> => ({
  code,
  message,
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
});

export const notFound = (uri: string): TwilioError => new TwilioError(404, 20404, `The requested resource ${uri} was not found`);

export const refused = (code: number, message: string): TwilioError => new TwilioError(400, code, message);
