import express from 'express';
import pg from 'pg';
import twilio from 'twilio';

/**
 * What a callback costs at the very least: Express, the form, Twilio's signature, and with a database one INSERT by `pg`. A process of its
 * own: `node bench/callbacks/bare-server.ts <port> <public url> <auth token> [<database url>]`.
 */
const [port, publicUrl = '', authToken = '', databaseUrl] = process.argv.slice(2);
const pool = databaseUrl === undefined ? undefined : new pg.Pool({ connectionString: databaseUrl, max: 10 });
await pool?.query(`CREATE TABLE bare_callback (id bigserial PRIMARY KEY, key text NOT NULL UNIQUE, conference_id text NOT NULL, payload jsonb NOT NULL, received_at timestamptz NOT NULL)`);

const app = express();
app.disable('x-powered-by');
app.get('/ready', (_request, response) => void response.json({ status: 'ready' }));
app.post('/api/conference/callbacks/:kind/:conferenceId', express.urlencoded({ extended: false }), async (request, response) => {
  const fields: Record<string, string> = request.body;
  if (!twilio.validateRequest(authToken, request.header('x-twilio-signature') ?? '', publicUrl + request.originalUrl, fields)) {
    response.sendStatus(403);
    return;
  }
  const { CallSid = '', ConferenceSid, SequenceNumber, CallStatus, StatusCallbackEvent, Timestamp } = fields;
  const report = { callSid: CallSid, roomSid: ConferenceSid, sequence: Number(SequenceNumber), at: Timestamp, status: CallStatus ?? StatusCallbackEvent };
  await pool?.query({
    name: 'keep', text: 'INSERT INTO bare_callback (key, conference_id, payload, received_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    values: [`${ConferenceSid ?? CallSid}/${report.sequence}/${report.status}/${CallSid}`, request.params['conferenceId'], JSON.stringify(report), new Date()],
  });
  response.sendStatus(204);
});
app.listen(Number(port), '127.0.0.1');
