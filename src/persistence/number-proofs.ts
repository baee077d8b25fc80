import { timingSafeEqual } from 'node:crypto';
import type { NumberProofs, Outbox, ProofPlacing } from '../conference/ports.ts';
import type { CodeJudgement } from '../domain/proof-code.ts';
import { CODE_LASTS_MS, CODES_REMEMBERED_MS, judgeCode, mayAskForCode } from '../domain/proof-code.ts';
import type { NumberProof, Prisma, PrismaClient } from '../generated/prisma/client.ts';
import type { Cipher } from './cipher.ts';
import { TRANSACTION } from './conference-store.ts';
import { readNumber, sealNumber } from './rows.ts';

/** What is left of the number of somebody who was forgotten. */
const ERASED = '';

type Transaction = Prisma.TransactionClient;

/** Codes people asked for, in the database: numbers and codes sealed. */
export function createNumberProofs(prisma: PrismaClient, cipher: Cipher, outbox: Pick<Outbox, 'callWithCode' | 'tellProofRefused'>, now: () => number): NumberProofs {
  const find = (id: string): Promise<NumberProof | null> => prisma.numberProof.findUnique({ where: { id } });
  return {
    ask: ({ id, teamId, slackUserId, number, code }) => prisma.$transaction(async (tx) => {
      const at = now();
      // One after the other: two at one moment would both find that nobody asked before. The person first, then the number, as everybody does.
      await inTurn(tx, `codes for ${teamId} ${slackUserId}`);
      for (const hash of cipher.hashes(number.e164).toSorted()) await inTurn(tx, `codes to ${hash}`);
      if ((await tx.numberProof.findFirst({ where: { id, teamId, slackUserId }, select: { id: true } })) !== null) return { ok: true };
      const may = mayAskForCode(await codesAsked(tx, cipher, { teamId, slackUserId, e164: number.e164 }, at), at);
      if (!may.may) return { ok: false, sentence: may.sentence };
      await tx.numberProof.create({
        data: { id, teamId, slackUserId, madeAt: new Date(at), number: sealNumber(number, cipher), numberHash: cipher.hash(number.e164), code: cipher.seal(code) },
        select: { id: true },
      });
      await outbox.callWithCode(tx, id);
      return { ok: true };
    }, TRANSACTION),

    toCall: async (proofId) => {
      const row = await find(proofId);
      return row === null || row.number === ERASED ? null : { number: readNumber(row.number, cipher), madeAt: row.madeAt.getTime(), placing: row.placing as ProofPlacing, isOpen: row.outcome === 'open' };
    },

    lease: async (id) => (await prisma.numberProof.updateMany({ where: { id, placing: 'waiting', outcome: 'open' }, data: { placing: 'leased' } })).count === 1,

    keepOutcome: (id, outcome) => prisma.$transaction(async (tx) => {
      const data = outcome.placing === 'refused' ? { placing: outcome.placing, refusal: outcome.sentence } : outcome;
      const { count } = await tx.numberProof.updateMany({ where: { id, placing: { in: ['waiting', 'leased'] } }, data });
      if (count === 1 && outcome.placing === 'refused') await outbox.tellProofRefused(tx, id);
    }, TRANSACTION),

    release: (id, notBefore) => prisma.$transaction(async (tx) => {
      const { count } = await tx.numberProof.updateMany({ where: { id, placing: 'leased' }, data: { placing: 'waiting' } });
      if (count === 1) await outbox.callWithCode(tx, id, notBefore);
    }, TRANSACTION),

    codeToSpeak: async (proofId) => {
      const row = await find(proofId);
      return row === null || row.outcome !== 'open' || now() - row.madeAt.getTime() >= CODE_LASTS_MS ? null : cipher.open(row.code);
    },

    refusal: async (proofId) => {
      const row = await find(proofId);
      return row === null || row.refusal === null ? null : { teamId: row.teamId, slackUserId: row.slackUserId, sentence: row.refusal };
    },

    tryCode: (teamId, slackUserId, proofId, code) => prisma.$transaction((tx) => tryCode(tx, cipher, { teamId, slackUserId, proofId, code }, now()), TRANSACTION),

    knownSids: async (sids) => {
      const rows = await prisma.numberProof.findMany({ where: { sid: { in: [...sids] } }, select: { sid: true } });
      return new Set(rows.flatMap(({ sid }) => (sid === null ? [] : [sid])));
    },

    erase: async (before) => {
      await prisma.numberProof.deleteMany({ where: { madeAt: { lt: new Date(before) } } });
    },
  };
}

async function inTurn(tx: Transaction, what: string): Promise<void> {
  // As text: Prisma cannot read what Postgres calls void.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${what}, 0))::text`;
}

/** A number is counted over all workspaces: however many ask, it is one phone that rings. Nothing of another's is told but the wait. */
async function codesAsked(tx: Transaction, cipher: Cipher, { teamId, slackUserId, e164 }: { readonly teamId: string; readonly slackUserId: string; readonly e164: string }, at: number) {
  const madeAt = { gt: new Date(at - CODES_REMEMBERED_MS) };
  const byUser = await tx.numberProof.findMany({ where: { teamId, slackUserId, madeAt }, select: { madeAt: true } });
  const toNumber = await tx.numberProof.findMany({ where: { numberHash: { in: [...cipher.hashes(e164)] }, madeAt }, select: { madeAt: true } });
  const times = (rows: readonly { readonly madeAt: Date }[]): number[] => rows.map((row) => row.madeAt.getTime());
  return { byUser: times(byUser), toNumber: times(toNumber) };
}

interface Try {
  readonly teamId: string;
  readonly slackUserId: string;
  readonly proofId: string;
  readonly code: string;
}

async function tryCode(tx: Transaction, cipher: Cipher, { teamId, slackUserId, proofId: id, code }: Try, at: number): Promise<CodeJudgement> {
  // Locked: tries at one moment count one by one.
  await tx.$queryRaw`SELECT 1 FROM number_proof WHERE id = ${id} FOR UPDATE`;
  const proof = await tx.numberProof.findFirst({ where: { id, teamId, slackUserId } });
  if (proof === null || proof.outcome === 'void') return judgeCode({ madeAt: -Infinity, wrongTries: 0 }, false, at);
  const isSame = isSameCode(cipher, code, cipher.open(proof.code));
  // The form was submitted twice: the number is theirs already.
  if (proof.outcome === 'proved' && isSame) return { result: 'proved' };
  const judgement = judgeCode({ madeAt: proof.madeAt.getTime(), wrongTries: proof.wrongTries }, isSame, at);
  if (judgement.result === 'proved') await becomesTheirs(tx, proof, at);
  else if (judgement.result !== 'too-late') await tx.numberProof.update({ where: { id }, data: { wrongTries: judgement.wrongTries }, select: { id: true } });
  return judgement;
}

/** Somebody else may have proved it too, as with a desk two people share: that it reaches them both is what was proved, and all that is. */
async function becomesTheirs(tx: Transaction, { id, teamId, slackUserId, number, numberHash }: NumberProof, at: number): Promise<void> {
  const proved = { provedNumber: number, provedNumberHash: numberHash, provedAt: new Date(at) };
  await tx.person.upsert({ where: { teamId_slackUserId: { teamId, slackUserId } }, create: { teamId, slackUserId, ...proved }, update: proved });
  await tx.numberProof.updateMany({ where: { teamId, slackUserId, outcome: 'open', id: { not: id } }, data: { outcome: 'void' } });
  await tx.numberProof.update({ where: { id }, data: { outcome: 'proved' }, select: { id: true } });
}

/** By keyed hashes, in constant time: how long it takes tells nothing of how much of a guess is right. */
function isSameCode(cipher: Cipher, typed: string, code: string): boolean {
  const [one, other] = [cipher.hash(typed), cipher.hash(code)].map((hash) => Buffer.from(hash));
  return one !== undefined && other !== undefined && one.length === other.length && timingSafeEqual(one, other);
}
