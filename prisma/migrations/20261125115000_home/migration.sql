-- AlterTable
ALTER TABLE "conference" ADD COLUMN     "priced" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "prices_given_up" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "conference_team_id_host_user_id_requested_at_idx" ON "conference"("team_id", "host_user_id", "requested_at");

-- CreateIndex
CREATE INDEX "conference_unpriced_idx" ON "conference"("ended_at") WHERE ("settled" = true AND "priced" = false);


-- Of conferences long over nobody asks what they cost.
UPDATE "conference" SET "priced" = true WHERE "settled" AND "ended_at" < now() - interval '1 day';
